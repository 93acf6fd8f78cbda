-- Each request comes from another reader. Arguments: bearer|cookie, first reader, number of readers, optional paths after it.
local kind, first, count, paths, n = "bearer", 0, 1000, {}, 0
function init(args)
  kind, first, count = args[1] or kind, tonumber(args[2] or first), tonumber(args[3] or count)
  for i = 4, #args do paths[#paths + 1] = args[i] end
end
function request()
  n = n + 1
  local reader = first + n % count
  local headers = {}
  if kind == "bearer" then headers["Authorization"] = "Bearer bench-token-" .. reader end
  if kind == "cookie" then headers["Cookie"] = "zhibo=bench-session-" .. reader end
  return wrk.format("GET", #paths > 0 and paths[n % #paths + 1] or nil, headers)
end
