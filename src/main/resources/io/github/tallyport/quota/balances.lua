-- KEYS: one for each limit. ARGV: moment or nothing, and the limits. Changes nothing, but begins to count what is cold. Returns
-- how each limit stands; or which are cold.
local now = clock(ARGV[1])
local cold, answer = { 'cold' }, { 'standing' }
for i, key in ipairs(KEYS) do
  local at = 2 + (i - 1) * EACH
  local kind = ARGV[at]
  if kind == 'budget' then
    local spent, reserved = purse(key, at, now)
    if not spent then
      cold[#cold + 1] = whole(i - 1)
    else
      local shi, slo = pair(spent)
      local rhi, rlo = pair(reserved)
      answer[#answer + 1] = text(plus(shi, slo, rhi, rlo)) .. ' ' .. spent
    end
  elseif kind == 'leases' then
    answer[#answer + 1] = whole(redis.call('ZCOUNT', key, '(' .. whole(now), '+inf'))
  else
    local limit = tonumber(ARGV[at + 1])
    local missing, rest, moment, rate = bucket(key, now)
    if rate then
      keep(key, limit, missing, rest, moment)
    end
    answer[#answer + 1] = whole(limit - missing) .. ' ' .. whole(rest)
  end
end
return #cold > 1 and cold or answer
