"""Facts about the official Python client in front of a running gateway in the sandbox profile.

BASE_URL and API_KEY are in the environment.
"""

import asyncio
import json
import os
import re
import sys
import traceback

import openai
from pydantic import BaseModel

MODEL = "deepseek/deepseek-v3.2-exp"
OPTIONS = {"base_url": os.environ["BASE_URL"], "api_key": os.environ["API_KEY"], "timeout": 30}
TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "get_weather",
            "parameters": {
                "type": "object",
                "properties": {"city": {"type": "string"}, "unit": {"enum": ["celsius", "fahrenheit"]}},
                "required": ["city", "unit"],
            },
        },
    }
]
FACTS = []
client = openai.OpenAI(**OPTIONS, max_retries=0)


def fact(check):
    FACTS.append(check)
    return check


def asking(content):
    return {"model": MODEL, "messages": [{"role": "user", "content": content}]}


def ask(content, **more):
    return client.chat.completions.create(**{**asking(content), **more})


def fails(call, kind, status=None, code=None):
    try:
        call()
    except kind as error:
        if status is not None:
            assert error.status_code == status, error
        if code is not None:
            assert error.code == code, error
        return error
    raise AssertionError("no error was raised")


@fact
def a_json_answer_is_complete():
    answer = ask("Which harbour?")
    assert "Which harbour?" in answer.choices[0].message.content
    assert answer.choices[0].message.role == "assistant"
    assert answer.choices[0].finish_reason == "stop"
    assert answer.object == "chat.completion"
    assert answer.model == MODEL
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens


@fact
def the_request_id_is_exposed_with_a_cost_beside_it():
    raw = client.chat.completions.with_raw_response.create(**asking("hello"))
    assert raw.headers["x-request-id"]
    assert raw.parse()._request_id == raw.headers["x-request-id"]
    assert re.fullmatch(r"0\.\d+", raw.headers["x-tallyport-cost"])
    assert raw.headers["x-tallyport-cost-currency"] == "CNY"


@fact
def a_stream_says_what_the_json_answer_says_and_no_chunk_is_without_a_choice():
    whole = ask("hello")
    chunks = list(ask("hello", stream=True))
    assert chunks[0].choices[0].delta.role == "assistant"
    assert "".join(c.choices[0].delta.content or "" for c in chunks) == whole.choices[0].message.content
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert all(c.id == chunks[0].id and c.model == MODEL and len(c.choices) == 1 for c in chunks)
    assert all(c.usage is None for c in chunks)


@fact
def usage_comes_in_a_last_chunk_of_its_own_when_it_is_asked_for():
    whole = ask("hello")
    chunks = list(ask("hello", stream=True, stream_options={"include_usage": True}))
    assert chunks[-1].choices == []
    assert chunks[-1].usage == whole.usage
    assert all(c.usage is None and len(c.choices) == 1 for c in chunks[:-1])


@fact
def the_stream_helper_accumulates_content():
    with client.chat.completions.stream(**asking("hello")) as events:
        for _ in events:
            pass
        answer = events.get_final_completion()
    assert answer.choices[0].message.content == ask("hello").choices[0].message.content
    assert answer.choices[0].finish_reason == "stop"


@fact
def what_was_answered_in_json_is_streamed_again_to_the_same_message():
    params = {**asking(f"kept {os.urandom(8).hex()}"), "temperature": 0}
    first = client.chat.completions.with_raw_response.create(**params)
    assert first.headers["x-tallyport-cache"] == "miss"
    whole = first.parse()
    again = client.chat.completions.with_raw_response.create(**params, stream=True)
    assert again.headers["x-tallyport-cache"] == "hit"
    with client.chat.completions.stream(**params, stream_options={"include_usage": True}) as events:
        answer = events.get_final_completion()
    assert answer.id == whole.id
    assert answer.choices[0].message.content == whole.choices[0].message.content
    assert answer.choices[0].finish_reason == whole.choices[0].finish_reason
    assert answer.usage.total_tokens == whole.usage.total_tokens


@fact
def a_stream_is_answered_again_in_json_with_the_same_message():
    params = {**asking(f"kept {os.urandom(8).hex()}"), "seed": 7}
    with client.chat.completions.stream(**params) as events:
        first = events.get_final_completion()
    again = client.chat.completions.with_raw_response.create(**params)
    assert again.headers["x-tallyport-cache"] in ("hit", "shared")
    whole = again.parse()
    assert whole.choices[0].message.content == first.choices[0].message.content
    assert whole.usage.total_tokens > 0


@fact
def a_tool_call_is_streamed_again_as_it_was_under_one_idempotency_key():
    named = {"type": "function", "function": {"name": "get_weather"}}
    params = {**asking("Weather?"), "tools": TOOLS, "tool_choice": named}
    headers = {"Idempotency-Key": f"once-{os.urandom(8).hex()}"}
    whole = client.chat.completions.create(**params, extra_headers=headers)
    with client.chat.completions.stream(**params, extra_headers=headers) as events:
        answer = events.get_final_completion()
    first, again = whole.choices[0].message.tool_calls[0], answer.choices[0].message.tool_calls[0]
    assert (again.id, again.function.name) == (first.id, first.function.name)
    assert again.function.arguments == first.function.arguments
    fails(
        lambda: client.chat.completions.create(**asking("another"), extra_headers=headers),
        openai.ConflictError,
        409,
        "idempotency_key_reused",
    )


@fact
def a_forced_tool_is_called():
    answer = ask("Weather?", tools=TOOLS, tool_choice="required")
    call = answer.choices[0].message.tool_calls[0]
    assert answer.choices[0].finish_reason == "tool_calls"
    assert call.function.name == "get_weather"
    assert json.loads(call.function.arguments)["unit"] == "celsius"


@fact
def the_stream_helper_accumulates_a_tool_call():
    named = {"type": "function", "function": {"name": "get_weather"}}
    with client.chat.completions.stream(**asking("Weather?"), tools=TOOLS, tool_choice=named) as events:
        answer = events.get_final_completion()
    call = answer.choices[0].message.tool_calls[0]
    assert answer.choices[0].finish_reason == "tool_calls"
    assert call.id
    assert call.function.name == "get_weather"
    assert json.loads(call.function.arguments)["unit"] == "celsius"


@fact
def reasoning_comes_beside_the_content():
    thinking = {"reasoning": {"enabled": True}}
    answer = ask("hello", extra_body=thinking)
    chunks = list(ask("hello", stream=True, extra_body=thinking))
    thoughts = "".join(getattr(c.choices[0].delta, "reasoning", None) or "" for c in chunks)
    assert thoughts and thoughts == answer.choices[0].message.reasoning


@fact
def a_schema_is_answered_by_an_object_that_fits_it():
    class Harbour(BaseModel):
        name: str
        berths: int
        open: bool

    answer = client.chat.completions.parse(**asking("hello"), response_format=Harbour)
    assert isinstance(answer.choices[0].message.parsed, Harbour)
    plain = ask("hello", response_format={"type": "json_object"})
    assert isinstance(json.loads(plain.choices[0].message.content), dict)


@fact
def an_answer_cut_off_by_max_completion_tokens_says_so():
    answer = ask("hello", max_completion_tokens=5)
    assert answer.choices[0].finish_reason == "length"
    assert answer.usage.completion_tokens == 5


@fact
def a_wrong_key_is_an_authentication_error():
    stranger = openai.OpenAI(**{**OPTIONS, "api_key": "sk-nobody"})
    call = lambda: stranger.chat.completions.create(**asking("x"))
    fails(call, openai.AuthenticationError, 401, "invalid_api_key")


@fact
def an_unknown_model_is_a_not_found_error():
    fails(lambda: ask("x", model="no/such-model"), openai.NotFoundError, 404, "model_not_found")


@fact
def a_bad_parameter_is_a_bad_request_error_that_names_it():
    error = fails(lambda: ask("x", temperature=200), openai.BadRequestError, 400, "decimal_above_max_value")
    assert error.param == "temperature"
    assert error.type == "invalid_request_error"
    assert error.request_id
    streamed = lambda: ask("x", stream=True, top_p=7)
    fails(streamed, openai.BadRequestError, 400, "decimal_above_max_value")


@fact
def a_conversation_that_is_too_long_has_the_code_tools_look_for():
    fails(lambda: ask("tallyport:context-length"), openai.BadRequestError, 400, "context_length_exceeded")


@fact
def a_limit_of_the_gateway_is_a_rate_limit_error_that_says_when_to_come_back():
    for stream in (False, True):
        call = lambda: ask("tallyport:rate-limit-7", stream=stream)
        error = fails(call, openai.RateLimitError, 429, "rate_limit_exceeded")
        assert error.response.headers["retry-after"] == "7"
        assert error.type == "requests"


@fact
def an_overloaded_provider_is_an_internal_server_error_that_says_when_to_come_back():
    for stream in (False, True):
        call = lambda: ask("tallyport:429-7", stream=stream)
        error = fails(call, openai.InternalServerError, 503, "server_is_overloaded")
        assert error.response.headers["retry-after"] == "7"


@fact
def the_gateways_own_trouble_with_a_provider_is_never_the_callers_and_final():
    for word, status, code in (
        ("401", 502, "upstream_auth_error"),
        ("402", 503, "upstream_insufficient_balance"),
        ("403", 502, "upstream_auth_error"),
        ("404", 502, "upstream_model_unavailable"),
    ):
        error = fails(lambda: ask(f"tallyport:{word}"), openai.InternalServerError, status, code)
        assert error.response.headers["x-should-retry"] == "false", word


@fact
def a_broken_provider_is_an_internal_server_error_whatever_it_sends():
    for word in ("500", "html-502", "200-error", "error-first", "drop"):
        for stream in (False, True):
            error = fails(lambda: ask(f"tallyport:{word}", stream=stream), openai.InternalServerError, 502)
            assert error.type == "server_error", word
    for word in ("truncate", "drop-mid-stream"):
        fails(lambda: ask(f"tallyport:{word}"), openai.InternalServerError, 502)


@fact
def a_stream_that_breaks_is_an_api_error_after_what_had_come():
    for word in ("error-mid-stream", "truncate", "drop-mid-stream"):
        seen = []
        error = fails(lambda: read(word, seen), openai.APIError)
        assert not isinstance(error, openai.APIStatusError), word
        assert error.type == "server_error", word
        assert error.code, word
        assert len(seen) > 5, word


def read(word, seen):
    for chunk in ask(f"tallyport:{word}", stream=True):
        seen.append(chunk)


@fact
def a_clients_own_time_out_is_its_own_error():
    fails(lambda: ask("tallyport:slow-20s", timeout=0.3), openai.APITimeoutError)


@fact
def a_stream_can_be_left_in_the_middle():
    seen = 0
    with ask("tallyport:long-2000", stream=True) as stream:
        for _ in stream:
            seen += 1
            if seen == 5:
                break
    assert seen == 5
    assert ask("still there?").choices[0].message.content


@fact
def models_are_listed_and_one_is_found_by_an_id_with_a_slash():
    assert MODEL in [model.id for model in client.models.list()]
    assert client.models.retrieve(MODEL).id == MODEL
    fails(lambda: client.models.retrieve("no/such-model"), openai.NotFoundError, 404, "model_not_found")


@fact
def the_asynchronous_client_does_the_same():
    async def both():
        async with openai.AsyncOpenAI(**OPTIONS, max_retries=0) as other:
            whole = await other.chat.completions.create(**asking("hello"))
            said = ""
            async for chunk in await other.chat.completions.create(**asking("hello"), stream=True):
                said += chunk.choices[0].delta.content or ""
            return whole.choices[0].message.content, said

    whole, said = asyncio.run(both())
    assert whole == said


failed = 0
for check in FACTS:
    try:
        check()
        print(f"ok      {check.__name__.replace('_', ' ')}", flush=True)
    except Exception:
        failed += 1
        print(f"FAILED  {check.__name__.replace('_', ' ')}\n{traceback.format_exc()}", flush=True)
print(f"{len(FACTS)} facts, {failed} failed")
sys.exit(1 if failed else 0)
