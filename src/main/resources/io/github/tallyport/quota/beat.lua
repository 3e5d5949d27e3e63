-- KEYS: replicas. ARGV: this one, moment or nothing, milliseconds after which one that was not seen is gone. Returns how many
-- are live, this one included.
local now = clock(ARGV[2])
redis.call('ZADD', KEYS[1], whole(now), ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', whole(now - tonumber(ARGV[3])))
redis.call('PEXPIRE', KEYS[1], whole(MINUTE))
return redis.call('ZCARD', KEYS[1])
