-- KEYS: records, their ends, one for each budget. ARGV: id, moment or nothing, cost.
-- What was admitted while Redis was away, and is still under way, is spent as it was reserved, where somebody counts; whoever
-- settles it corrects that. Once, however often it is asked.
local held, due, id, cost = KEYS[1], KEYS[2], ARGV[1], ARGV[3]
if redis.call('HEXISTS', held, id) == 1 then
  return 'known'
end
local budgets = {}
for i = 3, #KEYS do
  if redis.call('HEXISTS', KEYS[i], 'spent') == 1 then
    post(KEYS[i], '0', cost)
    budgets[#budgets + 1] = KEYS[i]
  end
end
redis.call('HSET', held, id, cmsgpack.pack({ cost, budgets, {}, '0', true }))
redis.call('ZADD', due, whole(clock(ARGV[2]) + SWEPT_LIFE), id)
live(held, due)
return 'adopted'
