-- KEYS: records, their ends. ARGV: moment or nothing, milliseconds of a lease, most to sweep, and the ids that are still live.
-- First renews, then sweeps. Returns how many were swept.
local held, due = KEYS[1], KEYS[2]
local now, lease = clock(ARGV[1]), tonumber(ARGV[2])
local last = whole(now + lease)
for i = 4, #ARGV do
  local kept = held_by(redis.call('HGET', held, ARGV[i]))
  if kept and not kept[5] then
    redis.call('ZADD', due, last, ARGV[i])
    for _, key in ipairs(kept[3]) do
      redis.call('ZADD', key, last, ARGV[i])
      redis.call('PEXPIRE', key, whole(2 * lease + MINUTE))
    end
  end
end
local swept = sweep(held, due, now, ARGV[3])
live(held, due)
return swept
