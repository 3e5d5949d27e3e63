-- KEYS: replicas, those of them that owe nothing. ARGV: this one, moment or nothing, milliseconds after which one that was not seen
-- is gone, 1 when this one owes nothing, milliseconds for which that is believed. Returns how many are live and how many of
-- them owe nothing, this one included.
local now = clock(ARGV[2])
local score = whole(now)
redis.call('ZADD', KEYS[1], score, ARGV[1])
if ARGV[4] == '1' then
  redis.call('ZADD', KEYS[2], score, ARGV[1])
else
  redis.call('ZREM', KEYS[2], ARGV[1])
end
for i, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', whole(now - tonumber(ARGV[1 + 2 * i])))
  redis.call('PEXPIRE', key, whole(MINUTE))
end
return { redis.call('ZCARD', KEYS[1]), redis.call('ZCARD', KEYS[2]) }
