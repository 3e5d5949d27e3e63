-- KEYS: records, their ends, one for each limit to settle. ARGV: id, moment or nothing, milliseconds until a trace of what was
-- given up may go, epoch or nothing when no answer came to the reservation, cost reserved and used, tokens reserved and used,
-- when it was reserved, where budgets of the tenant and of the key are listed, and for each limit its kind and its amount. A
-- limit on requests is given back what it gave.
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
local cost, back = '0', 0
if record then
  redis.call('HDEL', held, id)
  redis.call('ZREM', due, id)
  cost, back = ARGV[5], tonumber(ARGV[7])
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
end
local spent, taken = ARGV[6], tonumber(ARGV[8])
local before = nil
if record == SWEPT then
  cost, before = '0', cost
end
local own = {}

for i = 3, #KEYS do
  local at = 12 + (i - 3) * 2
  local kind, key = ARGV[at], KEYS[i]
  if kind == 'budget' then
    post(key, cost, spent, before)
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

if spent ~= '0' and ARGV[9] ~= '' then
  local reserved = tonumber(ARGV[9])
  for i = 10, 11 do
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
