-- What all scripts begin with. Lua's numbers are doubles: each number in here is whole and below 2^53, whatever it is made
-- from. Money is a pair, hi * 10^12 + lo, and decimal text wherever it is kept or carried. Every key that is touched has the
-- tenant's hash tag, also those that a record names and the caller does not.

local MILLION = 1000000
local PART = 1000000000000
local MINUTE = 60000
local DAY = 86400000
-- More than any rate has: tokens are counted no further.
local MOST_TOKENS = 7000000000000000

local function whole(number)
  return string.format('%.0f', number)
end

local function clock(given)
  if given ~= '' then
    return tonumber(given)
  end
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

local function pair(text)
  local digits = #text
  if digits <= 12 then
    return 0, tonumber(text)
  end
  return tonumber(string.sub(text, 1, digits - 12)), tonumber(string.sub(text, digits - 11))
end

local function text(hi, lo)
  if hi == 0 then
    return whole(lo)
  end
  return string.format('%.0f%012.0f', hi, lo)
end

local function less(ahi, alo, bhi, blo)
  return ahi < bhi or (ahi == bhi and alo < blo)
end

local function plus(ahi, alo, bhi, blo)
  local lo = alo + blo
  if lo >= PART then
    return ahi + bhi + 1, lo - PART
  end
  return ahi + bhi, lo
end

-- Nothing, where the second is more.
local function minus(ahi, alo, bhi, blo)
  if less(ahi, alo, bhi, blo) then
    return 0, 0
  end
  if alo < blo then
    return ahi - bhi - 1, alo + PART - blo
  end
  return ahi - bhi, alo - blo
end

-- A pair below 10^19 times a number up to 10^6.
local function times(hi, lo, factor)
  local upper = math.floor(lo / MILLION)
  local product = upper * factor
  local over = math.floor(product / MILLION)
  local low = (product - over * MILLION) * MILLION + (lo - upper * MILLION) * factor
  local carry = math.floor(low / PART)
  return hi * factor + over + carry, low - carry * PART
end

-- The four digits to the base 10^6 of a pair below 10^24, the highest first.
local function digits(hi, lo)
  local upper, middle = math.floor(hi / MILLION), math.floor(lo / MILLION)
  return { upper, hi - upper * MILLION, middle, lo - middle * MILLION }
end

-- Long division of pairs below 10^19, rounded down; the divisor is not 0.
local function quotient(ahi, alo, bhi, blo)
  local qhi, qlo, rhi, rlo = 0, 0, 0, 0
  local divisor = bhi * PART + blo
  for _, digit in ipairs(digits(ahi, alo)) do
    rhi, rlo = times(rhi, rlo, MILLION)
    rhi, rlo = plus(rhi, rlo, 0, digit)
    -- Rounding makes this one too many or too few at the most.
    local guess = math.min(math.floor((rhi * PART + rlo) / divisor), MILLION - 1)
    local phi, plo = times(bhi, blo, guess)
    while less(rhi, rlo, phi, plo) do
      guess = guess - 1
      phi, plo = minus(phi, plo, bhi, blo)
    end
    rhi, rlo = minus(rhi, rlo, phi, plo)
    while not less(rhi, rlo, bhi, blo) do
      guess = guess + 1
      rhi, rlo = minus(rhi, rlo, bhi, blo)
    end
    qhi, qlo = times(qhi, qlo, MILLION)
    qhi, qlo = plus(qhi, qlo, 0, guess)
  end
  return qhi, qlo
end

-- Of pairs whose product is below 10^20.
local function product(ahi, alo, bhi, blo)
  local hi, lo = 0, 0
  for _, digit in ipairs(digits(bhi, blo)) do
    hi, lo = times(hi, lo, MILLION)
    local phi, plo = times(ahi, alo, digit)
    hi, lo = plus(hi, lo, phi, plo)
  end
  return hi, lo
end

-- As a number, or more than any rate has.
local function tokens(hi, lo)
  if hi >= MOST_TOKENS / PART then
    return MOST_TOKENS
  end
  return hi * PART + lo
end

-- A bucket as it is now: how much is missing, sixty-thousandths refilled beyond that, the moment, and the rate by which it was
-- refilled: the latest that anybody named, or nothing where nobody keeps it because it is full. A clock that was put back by
-- more than a minute is taken as it is.
local function bucket(key, now)
  local kept = redis.call('GET', key)
  if not kept then
    return 0, 0, now, nil
  end
  local missing, rest, at, rate = string.match(kept, '^(%d+) (%d+) (%d+) (%d+)$')
  missing, rest, at, rate = tonumber(missing), tonumber(rest), tonumber(at), tonumber(rate)
  if now < at - MINUTE then
    at = now
  end
  local passed = math.min(math.max(now - at, 0), DAY)
  local each = math.floor(rate / MINUTE)
  local parts = passed * (rate - each * MINUTE) + rest
  local more = math.floor(parts / MINUTE)
  local refilled = passed * each + more
  if refilled >= missing then
    return 0, 0, math.max(now, at), rate
  end
  return missing - refilled, parts - more * MINUTE, math.max(now, at), rate
end

-- Until it is full, and a minute; what is still missing a day after the last use is forgotten.
local function keep(key, rate, missing, rest, at)
  local life = math.min(math.ceil(missing / rate * MINUTE) + MINUTE, DAY)
  redis.call('SET', key, whole(missing) .. ' ' .. whole(rest) .. ' ' .. whole(at) .. ' ' .. whole(rate), 'PX', whole(life))
end

-- What is spent and what is reserved of a budget, and how long its counter has to live; nothing where nobody counts it and it is
-- not known what was spent. For each limit, ARGV has from there its kind, its amount, its window's begin and end, what was spent
-- in it, if that is known, and where it is listed, so that also those are charged to it who do not hold it.
local EACH = 6

local function purse(key, from, now)
  local life = whole(math.min(math.max(tonumber(ARGV[from + 3]) - now, 0) + 2 * DAY, 400 * DAY))
  local kept = redis.call('HMGET', key, 'spent', 'reserved')
  if kept[1] then
    return kept[1], kept[2], life
  end
  local seed, list = ARGV[from + 4], ARGV[from + 5]
  if seed == '' then
    return nil
  end
  redis.call('HSET', key, 'spent', seed, 'reserved', '0')
  redis.call('PEXPIRE', key, life)
  if list ~= '' then
    redis.call('HSET', list, key, ARGV[from + 2] .. ' ' .. ARGV[from + 3])
    redis.call('PEXPIRE', list, whole(400 * DAY))
  end
  return seed, '0', life
end

-- Takes from what is reserved and adds to what is spent, less what was spent for it before, where somebody counts.
local function post(key, released, used, before)
  local kept = redis.call('HMGET', key, 'spent', 'reserved')
  if kept[1] then
    local shi, slo = pair(kept[1])
    local rhi, rlo = pair(kept[2])
    local uhi, ulo = pair(used)
    local fhi, flo = pair(released)
    shi, slo = plus(shi, slo, uhi, ulo)
    if before then
      shi, slo = minus(shi, slo, pair(before))
    end
    rhi, rlo = minus(rhi, rlo, fhi, flo)
    redis.call('HSET', key, 'spent', text(shi, slo), 'reserved', text(rhi, rlo))
  end
end

-- A record of what is held is {cost, {budgets}, {leases}, tokens, swept}, or a mark: nothing where a request was given up that
-- may never have arrived. What was really reserved is known from it only: who gives a claim up does not know how far it was
-- shortened. What nobody renewed any more is spent as it was reserved, and its record kept for a while, in case that somebody
-- settles it after all.
local SWEPT_LIFE = 3600000

local function held_by(record)
  return record and record ~= '' and cmsgpack.unpack(record) or nil
end

local function sweep(held, due, now, most)
  local ids = redis.call('ZRANGEBYSCORE', due, '-inf', whole(now), 'LIMIT', '0', most)
  for _, id in ipairs(ids) do
    local kept = held_by(redis.call('HGET', held, id))
    if kept and not kept[5] then
      for _, key in ipairs(kept[2]) do
        post(key, kept[1], kept[1])
      end
      kept[5] = true
      redis.call('HSET', held, id, cmsgpack.pack(kept))
      redis.call('ZADD', due, whole(now + SWEPT_LIFE), id)
    else
      redis.call('HDEL', held, id)
      redis.call('ZREM', due, id)
    end
  end
  return #ids
end

local function live(held, due)
  redis.call('PEXPIRE', held, whole(2 * DAY))
  redis.call('PEXPIRE', due, whole(2 * DAY))
end
