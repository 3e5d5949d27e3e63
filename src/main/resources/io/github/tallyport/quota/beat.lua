-- KEYS: replicas, those of them that owe nothing. ARGV: this one, moment or nothing, milliseconds after which one that was not seen
-- is gone, moment of the last answer that this one heard when it owed nothing or nothing, milliseconds after which that is not
-- believed any more: not from now, as this may have been on its way for long. Returns how many are live and how many of them
-- owe nothing, this one included, and the moment.
local now = clock(ARGV[2])
redis.call('ZADD', KEYS[1], whole(now), ARGV[1])
if ARGV[4] == '' then
  redis.call('ZREM', KEYS[2], ARGV[1])
else
  redis.call('ZADD', KEYS[2], whole(math.min(now, tonumber(ARGV[4]))), ARGV[1])
end
for i, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', whole(now - tonumber(ARGV[1 + 2 * i])))
  redis.call('PEXPIRE', key, whole(MINUTE))
end
return { redis.call('ZCARD', KEYS[1]), redis.call('ZCARD', KEYS[2]), now }
