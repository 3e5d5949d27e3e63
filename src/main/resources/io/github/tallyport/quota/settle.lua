-- KEYS: records, their ends, one for each limit to settle. ARGV: id, moment or nothing, milliseconds until a trace of what was
-- given up may go, epoch or nothing when no answer came to the reservation, cost and tokens used, when it was reserved, where
-- budgets of the tenant and of the key are listed, and for each limit its kind and its amount. What was reserved is in the
-- record. A limit on requests is given back what it gave.
-- Whoever takes the record away settles. Where it was swept, what was reserved was spent, and is corrected; where all was
-- flushed, what was used is counted by those who count again. It is charged also to budgets that it does not hold, since they
-- were added while it ran.
local held, due, id, epoch = KEYS[1], KEYS[2], ARGV[1], ARGV[4]
local now = clock(ARGV[2])
local seen = redis.call('HMGET', held, id, '*')
local record = seen[1]
if record == '' then
  return 'settled before'
end
local kept = held_by(record)
if kept then
  redis.call('HDEL', held, id)
  redis.call('ZREM', due, id)
else
  if epoch ~= '' and epoch == seen[2] then
    return 'settled before'
  end
  redis.call('HSET', held, id, '')
  redis.call('ZADD', due, whole(now + tonumber(ARGV[3])), id)
  live(held, due)
  if epoch == '' then
    return 'given up'
  end
  kept = { '0', {}, {}, '0' }
end
local spent, taken = ARGV[5], tonumber(ARGV[6])
local cost, before, back = kept[1], nil, tonumber(kept[4])
if kept[5] then
  cost, before = '0', cost
end
local counted = {}
for _, key in ipairs(kept[2]) do
  counted[key] = true
end
local own = {}

for i = 3, #KEYS do
  local at = 10 + (i - 3) * 2
  local kind, key = ARGV[at], KEYS[i]
  if kind == 'budget' then
    if counted[key] then
      post(key, cost, spent, before)
    else
      post(key, '0', spent)
    end
    own[key] = true
  elseif kind == 'leases' then
    redis.call('ZREM', key, id)
  else
    local missing, rest, moment, rate = bucket(key, now)
    if record or rate then
      missing = missing + (kind == 'requests' and -1 or taken - back)
      if missing <= 0 then
        missing, rest = 0, 0
      end
      keep(key, rate or tonumber(ARGV[at + 1]), math.min(missing, MOST_TOKENS), rest, moment)
    end
  end
end

if spent ~= '0' and ARGV[7] ~= '' then
  local reserved = tonumber(ARGV[7])
  for i = 8, 9 do
    local listed = redis.call('HGETALL', ARGV[i])
    for j = 1, #listed, 2 do
      local begin, ending = string.match(listed[j + 1], '^(%d+) (%d+)$')
      if now > tonumber(ending) + 2 * DAY then
        redis.call('HDEL', ARGV[i], listed[j])
      elseif not own[listed[j]] and reserved >= tonumber(begin) and reserved < tonumber(ending) then
        post(listed[j], '0', spent)
      end
    end
  end
end
return 'settled'
