// Facts about an official Node client in front of a running gateway in the sandbox profile.
// BASE_URL and API_KEY are in the environment; the argument is the package's name (openai or openai6).
import assert from 'node:assert/strict';

const sdk = await import(process.argv[2] ?? 'openai');
const { OpenAI, APIError, APIConnectionTimeoutError } = sdk;
const MODEL = 'deepseek/deepseek-v3.2-exp';
const TOOLS = [
  {
    type: 'function',
    function: {
      name: 'get_weather',
      parameters: {
        type: 'object',
        properties: { city: { type: 'string' }, unit: { enum: ['celsius', 'fahrenheit'] } },
        required: ['city', 'unit'],
      },
    },
  },
];

let calls = 0;
const counting = (...request) => {
  calls += 1;
  return fetch(...request);
};
const options = { baseURL: process.env.BASE_URL, apiKey: process.env.API_KEY, timeout: 30_000, fetch: counting };
const client = new OpenAI({ ...options, maxRetries: 0 });
const patient = new OpenAI({ ...options, maxRetries: 2 });

const asking = (content, more = {}) => ({ model: MODEL, messages: [{ role: 'user', content }], ...more });
const ask = (content, more) => client.chat.completions.create(asking(content, more));

async function all(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

async function fails(promise, type, status, code) {
  const error = await promise.then(
    () => assert.fail('no error was thrown'),
    (thrown) => thrown,
  );
  assert.ok(error instanceof type, `${error?.constructor?.name}: ${error}`);
  if (status !== undefined) assert.equal(error.status, status, String(error));
  if (code !== undefined) assert.equal(error.code, code, String(error));
  return error;
}

const facts = {
  async 'a JSON answer is complete'() {
    const answer = await ask('Which harbour?');
    assert.match(answer.choices[0].message.content, /Which harbour\?/);
    assert.equal(answer.choices[0].message.role, 'assistant');
    assert.equal(answer.choices[0].finish_reason, 'stop');
    assert.equal(answer.object, 'chat.completion');
    assert.equal(answer.model, MODEL);
    assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
  },

  async 'the request id is exposed, with a cost beside it'() {
    const { data, response, request_id } = await client.chat.completions.create(asking('hello')).withResponse();
    assert.ok(request_id);
    assert.equal(data._request_id, request_id);
    assert.match(response.headers.get('x-tallyport-cost'), /^0\.\d+$/);
    assert.equal(response.headers.get('x-tallyport-cost-currency'), 'CNY');
  },

  async 'a stream says what the JSON answer says, and no chunk is without a choice'() {
    const whole = await ask('hello');
    const chunks = await all(await ask('hello', { stream: true }));
    assert.equal(chunks[0].choices[0].delta.role, 'assistant');
    assert.equal(chunks.map((c) => c.choices[0].delta.content ?? '').join(''), whole.choices[0].message.content);
    assert.equal(chunks.at(-1).choices[0].finish_reason, 'stop');
    assert.ok(chunks.every((c) => c.id === chunks[0].id && c.model === MODEL && c.choices.length === 1));
    assert.ok(chunks.every((c) => !c.usage));
  },

  async 'usage comes in a last chunk of its own when it is asked for'() {
    const whole = await ask('hello');
    const chunks = await all(await ask('hello', { stream: true, stream_options: { include_usage: true } }));
    assert.deepEqual(chunks.at(-1).choices, []);
    assert.deepEqual(chunks.at(-1).usage, whole.usage);
    assert.ok(chunks.slice(0, -1).every((c) => !c.usage && c.choices.length === 1));
  },

  async 'the stream helper accumulates content and usage'() {
    const helper = client.chat.completions.stream(asking('hello', { stream_options: { include_usage: true } }));
    const answer = await helper.finalChatCompletion();
    const whole = await ask('hello');
    assert.equal(answer.choices[0].message.content, whole.choices[0].message.content);
    assert.equal((await helper.totalUsage()).total_tokens, whole.usage.total_tokens);
  },

  async 'what was answered in JSON is streamed again to the same message'() {
    const params = asking(`kept ${Math.random()}`, { temperature: 0 });
    const { data: whole, response } = await client.chat.completions.create(params).withResponse();
    assert.equal(response.headers.get('x-tallyport-cache'), 'miss');
    const again = await client.chat.completions.create({ ...params, stream: true }).withResponse();
    assert.equal(again.response.headers.get('x-tallyport-cache'), 'hit');
    assert.ok((await all(again.data)).length > 2);
    const helper = client.chat.completions.stream({ ...params, stream_options: { include_usage: true } });
    const answer = await helper.finalChatCompletion();
    assert.equal(answer.id, whole.id);
    assert.equal(answer.choices[0].message.content, whole.choices[0].message.content);
    assert.equal(answer.choices[0].finish_reason, whole.choices[0].finish_reason);
    assert.equal((await helper.totalUsage()).total_tokens, whole.usage.total_tokens);
  },

  async 'a stream is answered again in JSON with the same message'() {
    const params = asking(`kept ${Math.random()}`, { seed: 7 });
    const first = await client.chat.completions.stream(params).finalChatCompletion();
    const { data: whole, response } = await client.chat.completions.create(params).withResponse();
    assert.match(response.headers.get('x-tallyport-cache'), /^(hit|shared)$/);
    assert.equal(whole.choices[0].message.content, first.choices[0].message.content);
    assert.equal(whole.object, 'chat.completion');
    assert.ok(whole.usage.total_tokens > 0);
  },

  async 'a tool call and reasoning are streamed again as they were under one Idempotency-Key'() {
    const named = { type: 'function', function: { name: 'get_weather' } };
    for (const params of [asking('Weather?', { tools: TOOLS, tool_choice: named }), asking('tallyport:reasoning why?')]) {
      const options = { headers: { 'Idempotency-Key': `once-${Math.random()}` } };
      const whole = await client.chat.completions.create(params, options);
      const stream = await client.chat.completions.create({ ...params, stream: true }, options).withResponse();
      assert.equal(stream.response.headers.get('x-tallyport-cache'), 'hit');
      const chunks = await all(stream.data);
      const said = (name) => chunks.map((c) => c.choices[0].delta[name] ?? '').join('');
      const message = whole.choices[0].message;
      assert.equal(said('content'), message.content ?? '');
      assert.equal(said('reasoning_content'), message.reasoning_content ?? '');
      const answer = await client.chat.completions.stream(params, options).finalChatCompletion();
      assert.deepEqual(
        answer.choices[0].message.tool_calls?.map((call) => [call.id, call.function.name, call.function.arguments]),
        message.tool_calls?.map((call) => [call.id, call.function.name, call.function.arguments]),
      );
    }
  },

  async 'another request under the same Idempotency-Key is a conflict that is not tried again'() {
    const options = { headers: { 'Idempotency-Key': `once-${Math.random()}` } };
    await patient.chat.completions.create(asking('one'), options);
    calls = 0;
    await fails(patient.chat.completions.create(asking('other'), options), sdk.ConflictError, 409, 'idempotency_key_reused');
    assert.equal(calls, 1);
  },

  async 'a forced tool is called'() {
    const answer = await ask('Weather?', { tools: TOOLS, tool_choice: 'required' });
    const [call] = answer.choices[0].message.tool_calls;
    assert.equal(answer.choices[0].finish_reason, 'tool_calls');
    assert.equal(call.function.name, 'get_weather');
    assert.equal(JSON.parse(call.function.arguments).unit, 'celsius');
  },

  async 'the stream helper accumulates a tool call'() {
    const named = { type: 'function', function: { name: 'get_weather' } };
    const helper = client.chat.completions.stream(asking('Weather?', { tools: TOOLS, tool_choice: named }));
    const answer = await helper.finalChatCompletion();
    const [call] = answer.choices[0].message.tool_calls;
    assert.equal(answer.choices[0].finish_reason, 'tool_calls');
    assert.ok(call.id);
    assert.equal(call.function.name, 'get_weather');
    assert.equal(JSON.parse(call.function.arguments).unit, 'celsius');
  },

  async 'the tool runner goes round the loop and comes back with an answer'() {
    const given = [];
    const runner = client.chat.completions.runTools({
      ...asking('tallyport:tool-call Weather?'),
      tools: [
        {
          type: 'function',
          function: { ...TOOLS[0].function, parse: JSON.parse, function: (it) => (given.push(it), 'sunny') },
        },
      ],
    });
    assert.match(await runner.finalContent(), /The tool answered: "sunny"/);
    assert.deepEqual(given, [{ city: 'sample city', unit: 'celsius' }]);
  },

  async 'reasoning comes beside the content'() {
    const answer = await ask('hello', { reasoning: { enabled: true } });
    assert.ok(answer.choices[0].message.reasoning.length > 0);
    const chunks = await all(await ask('hello', { stream: true, reasoning: { enabled: true } }));
    const thoughts = chunks.map((c) => c.choices[0].delta.reasoning ?? '').join('');
    assert.equal(thoughts, answer.choices[0].message.reasoning);
  },

  async 'JSON is answered when JSON is asked for'() {
    const object = await ask('hello', { response_format: { type: 'json_object' } });
    assert.equal(typeof JSON.parse(object.choices[0].message.content), 'object');
    const schema = { type: 'object', properties: { n: { type: 'integer', minimum: 3 } }, required: ['n'] };
    const format = { type: 'json_schema', json_schema: { name: 'counted', schema } };
    const fits = await ask('hello', { response_format: format });
    assert.deepEqual(JSON.parse(fits.choices[0].message.content), { n: 3 });
  },

  async 'an answer cut off by max_completion_tokens says so'() {
    const answer = await ask('hello', { max_completion_tokens: 5 });
    assert.equal(answer.choices[0].finish_reason, 'length');
    assert.equal(answer.usage.completion_tokens, 5);
  },

  async 'a wrong key is an AuthenticationError'() {
    const stranger = new OpenAI({ ...options, apiKey: 'sk-nobody', maxRetries: 2 });
    calls = 0;
    await fails(stranger.chat.completions.create(asking('x')), sdk.AuthenticationError, 401, 'invalid_api_key');
    assert.equal(calls, 1);
  },

  async 'an unknown model is a NotFoundError'() {
    await fails(ask('x', { model: 'no/such-model' }), sdk.NotFoundError, 404, 'model_not_found');
  },

  async 'a bad parameter is a BadRequestError that names it'() {
    const tooHot = ask('x', { temperature: 200 });
    const error = await fails(tooHot, sdk.BadRequestError, 400, 'decimal_above_max_value');
    assert.equal(error.param, 'temperature');
    assert.equal(error.type, 'invalid_request_error');
    assert.ok(error.requestID);
    await fails(ask('x', { stream: true, top_p: 7 }), sdk.BadRequestError, 400, 'decimal_above_max_value');
  },

  async 'a conversation that is too long has the code tools look for'() {
    await fails(ask('tallyport:context-length'), sdk.BadRequestError, 400, 'context_length_exceeded');
  },

  async 'a limit of the gateway is a RateLimitError'() {
    for (const stream of [false, true]) {
      const limited = ask('tallyport:rate-limit-7', { stream });
      const error = await fails(limited, sdk.RateLimitError, 429, 'rate_limit_exceeded');
      assert.equal(error.headers.get('retry-after'), '7');
      assert.equal(error.type, 'requests');
    }
  },

  async 'an overloaded provider is an InternalServerError that is tried again'() {
    for (const stream of [false, true]) {
      calls = 0;
      const busy = patient.chat.completions.create(asking('tallyport:429', { stream }));
      const error = await fails(busy, sdk.InternalServerError, 503, 'server_is_overloaded');
      assert.equal(error.headers.get('retry-after'), '1');
      assert.equal(calls, 3);
    }
  },

  async "the gateway's own trouble with a provider is never the caller's, and final"() {
    for (const [word, status, code] of [
      ['401', 502, 'upstream_auth_error'],
      ['402', 503, 'upstream_insufficient_balance'],
      ['403', 502, 'upstream_auth_error'],
      ['404', 502, 'upstream_model_unavailable'],
    ]) {
      calls = 0;
      const refused = patient.chat.completions.create(asking(`tallyport:${word}`));
      await fails(refused, sdk.InternalServerError, status, code);
      assert.equal(calls, 1, word);
    }
  },

  async 'a broken provider is an InternalServerError, whatever it sends'() {
    for (const word of ['500', 'html-502', '200-error', 'error-first', 'drop']) {
      for (const stream of [false, true]) {
        const error = await fails(ask(`tallyport:${word}`, { stream }), sdk.InternalServerError, 502);
        assert.equal(error.type, 'server_error', word);
      }
    }
    await fails(ask('tallyport:truncate'), sdk.InternalServerError, 502);
    await fails(ask('tallyport:drop-mid-stream'), sdk.InternalServerError, 502);
  },

  async 'a stream that breaks is an APIError after what had come'() {
    for (const word of ['error-mid-stream', 'truncate', 'drop-mid-stream']) {
      const seen = [];
      const reading = (async () => {
        for await (const chunk of await ask(`tallyport:${word}`, { stream: true })) seen.push(chunk);
      })();
      const error = await fails(reading, APIError);
      assert.equal(error.status, undefined, word);
      assert.equal(error.type, 'server_error', word);
      assert.ok(error.code, word);
      assert.ok(seen.length > 5, word);
    }
  },

  async 'the stream helper fails on a stream without an end'() {
    const helper = client.chat.completions.stream(asking('tallyport:truncate'));
    await fails(helper.finalChatCompletion(), sdk.OpenAIError);
  },

  async "a client's own time-out is its own error"() {
    const hasty = client.chat.completions.create(asking('tallyport:slow-20s'), { timeout: 300 });
    await fails(hasty, APIConnectionTimeoutError);
  },

  async 'a stream can be left in the middle'() {
    const stream = await ask('tallyport:long-2000', { stream: true });
    let seen = 0;
    for await (const _ of stream) {
      seen += 1;
      if (seen === 5) stream.controller.abort();
    }
    assert.ok(seen >= 5 && seen < 100, `${seen} chunks`);
    const other = await ask('tallyport:long-2000', { stream: true });
    for await (const _ of other) break;
    assert.ok((await ask('still there?')).choices[0].message.content);
  },

  async 'models are listed, and one is found by an id with a slash'() {
    const models = await all(await client.models.list());
    assert.ok(models.some((model) => model.id === MODEL));
    assert.equal((await client.models.retrieve(MODEL)).id, MODEL);
    await fails(client.models.retrieve('no/such-model'), sdk.NotFoundError, 404, 'model_not_found');
  },
};

let failed = 0;
for (const [fact, check] of Object.entries(facts)) {
  try {
    await check();
    console.log(`ok      ${fact}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${fact}\n        ${String(error?.stack ?? error).replaceAll('\n', '\n        ')}`);
  }
}
console.log(`${Object.keys(facts).length} facts, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
