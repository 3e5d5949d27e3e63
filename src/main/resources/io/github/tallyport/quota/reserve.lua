-- KEYS: records, their ends, one for each limit. ARGV: id, moment or nothing, milliseconds of a lease, most to sweep, prompt's
-- tokens, choices, cap, prompt's cost, cost of one token of all choices, cost and tokens of the whole cap, 1 when it may be
-- shortened, and the limits.
-- Returns what became of it, the cap, the epoch, the moment, and how each limit stands; or which are cold.
local held, due, id = KEYS[1], KEYS[2], ARGV[1]
local now, lease = clock(ARGV[2]), tonumber(ARGV[3])
local FIRST = 13

local seen = redis.call('HMGET', held, id, '*')
if seen[1] then
  return { 'given up' }
end
sweep(held, due, now, ARGV[4])

local cold = { 'cold' }
local states = {}
for i = 3, #KEYS do
  local at = FIRST + (i - 3) * EACH
  local kind, key = ARGV[at], KEYS[i]
  local state = { kind = kind, key = key }
  if kind == 'budget' then
    local spent, reserved, life = purse(key, at, now)
    if not spent then
      cold[#cold + 1] = whole(i - 3)
    else
      state.spent, state.life = spent, life
      local shi, slo = pair(spent)
      state.rhi, state.rlo = pair(reserved)
      state.hi, state.lo = plus(shi, slo, state.rhi, state.rlo)
      state.ahi, state.alo = pair(ARGV[at + 1])
    end
  elseif kind == 'leases' then
    redis.call('ZREMRANGEBYSCORE', key, '-inf', whole(now))
    state.count = redis.call('ZCARD', key)
    state.most = tonumber(ARGV[at + 1])
  else
    state.limit = tonumber(ARGV[at + 1])
    state.missing, state.rest, state.at, state.rate = bucket(key, now)
  end
  states[#states + 1] = state
end
if #cold > 1 then
  return cold
end

-- What all budgets can pay.
local ghi, glo = pair(ARGV[7])
local phi, plo = pair(ARGV[8])
local ohi, olo = pair(ARGV[9])
local chi, clo = pair(ARGV[10])
local shortened, paid = false, true
for _, state in ipairs(states) do
  if state.kind == 'budget' then
    local whi, wlo = plus(state.hi, state.lo, chi, clo)
    if (chi > 0 or clo > 0) and less(state.ahi, state.alo, whi, wlo) then
      local bhi, blo = plus(state.hi, state.lo, phi, plo)
      if ARGV[12] ~= '1' or (ohi == 0 and olo == 0) or less(state.ahi, state.alo, bhi, blo) then
        paid = false
      else
        local lhi, llo = minus(state.ahi, state.alo, bhi, blo)
        local qhi, qlo = quotient(lhi, llo, ohi, olo)
        shortened = true
        if less(qhi, qlo, ghi, glo) then
          ghi, glo = qhi, qlo
        end
      end
    end
  end
end
paid = paid and not (ghi == 0 and glo == 0)
local wanted = tonumber(ARGV[11])
if shortened and paid then
  local thi, tlo = product(ohi, olo, ghi, glo)
  chi, clo = plus(phi, plo, thi, tlo)
  local nhi, nlo = pair(ARGV[6])
  thi, tlo = product(ghi, glo, nhi, nlo)
  phi, plo = pair(ARGV[5])
  thi, tlo = plus(thi, tlo, phi, plo)
  wanted = tokens(thi, tlo)
end

local granted = paid
for _, state in ipairs(states) do
  if state.kind == 'tokens' then
    state.take = wanted
    granted = granted and state.limit - state.missing >= wanted
  elseif state.kind == 'requests' then
    state.take = 1
    granted = granted and state.limit - state.missing >= 1
  elseif state.kind == 'leases' then
    granted = granted and state.count < state.most
  end
end

local answer = { granted and 'granted' or 'refused', paid and text(ghi, glo) or '0', seen[2] or id, whole(now) }
local budgets, leases = {}, {}
for _, state in ipairs(states) do
  if state.kind == 'budget' then
    if granted then
      state.hi, state.lo = plus(state.hi, state.lo, chi, clo)
      local rhi, rlo = plus(state.rhi, state.rlo, chi, clo)
      redis.call('HSET', state.key, 'reserved', text(rhi, rlo))
      redis.call('PEXPIRE', state.key, state.life)
      budgets[#budgets + 1] = state.key
    end
    answer[#answer + 1] = text(state.hi, state.lo) .. ' ' .. state.spent
  elseif state.kind == 'leases' then
    if granted then
      redis.call('ZADD', state.key, whole(now + lease), id)
      redis.call('PEXPIRE', state.key, whole(2 * lease + MINUTE))
      state.count = state.count + 1
      leases[#leases + 1] = state.key
    end
    answer[#answer + 1] = whole(state.count)
  else
    if granted then
      state.missing = state.missing + state.take
    end
    if granted or (state.rate and state.rate ~= state.limit) then
      keep(state.key, state.limit, state.missing, state.rest, state.at)
    end
    answer[#answer + 1] = whole(state.limit - state.missing) .. ' ' .. whole(state.rest)
  end
end
if granted then
  redis.call('HSET', held, id, cmsgpack.pack({ text(chi, clo), budgets, leases, whole(wanted) }), '*', seen[2] or id)
  redis.call('ZADD', due, whole(now + lease), id)
  live(held, due)
end
return answer
