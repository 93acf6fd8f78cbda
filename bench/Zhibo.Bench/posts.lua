-- Writes posts as different people: a text with a topic, never the same twice.
local n, seed = 0, os.time()
function request()
  n = n + 1
  local body = '{"status":"今天路过东湖山公园，师傅们正在检修路灯，动作很快，半个小时就恢复了。第' .. n .. '条 ' .. seed .. ' #今日德阳#"}'
  return wrk.format("POST", "/api/v1/statuses", { ["Authorization"] = "Bearer bench-token-" .. (n % 1000), ["Content-Type"] = "application/json" }, body)
end
