// Keeps <time datetime> elements in step with the clock. The root element says the words, the language and the zone:
// <html lang="zh-Hans" data-time-words='{"now":"刚刚",…}' data-time-zone="Asia/Shanghai">. A title says the exact time and is left alone.
const MINUTE = 60_000, DAY = 86_400_000;

export function say(at, now, { words, zone, lang = 'zh-Hans' }) {
  const age = now - at;
  if (Math.abs(age) < MINUTE) return words.now;
  if (age > 0 && age < 60 * MINUTE) return fill(words.minutes, Math.floor(age / MINUTE));
  const there = parts(at, zone), here = parts(now, zone);
  const days = Math.round((here.day - there.day) / DAY);
  const key = { 0: 'today', 1: 'yesterday', [-1]: 'tomorrow' }[days] ?? (there.yyyy === here.yyyy ? 'this_year' : 'other_year');
  there.MMM = new Intl.DateTimeFormat(lang, { month: 'short', timeZone: zone }).format(at);
  return fill(words[key], there);
}

// {0} is a number, {0:M月d日} a moment in the server's own pattern letters.
const fill = (text, value) => text.replace(/\{0(?::([^}]*))?\}/g, (_, pattern) =>
  pattern === undefined ? value : pattern.replace(/yyyy|MMM|MM|M|dd|d|HH|mm/g, letters => value[letters]));

function parts(moment, zone) {
  const of = Object.fromEntries(new Intl.DateTimeFormat('en-CA', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  }).formatToParts(moment).map(({ type, value }) => [type, value]));
  return {
    yyyy: of.year, MM: of.month, M: +of.month, dd: of.day, d: +of.day, HH: of.hour, mm: of.minute,
    day: Date.UTC(of.year, of.month - 1, of.day),
  };
}

export function refresh(root = document) {
  const { timeWords, timeZone } = document.documentElement.dataset;
  if (!timeWords) return;
  const how = { words: JSON.parse(timeWords), zone: timeZone, lang: document.documentElement.lang };
  const now = Date.now();
  for (const element of root.querySelectorAll('time[datetime]:not([data-exact])')) {
    const at = Date.parse(element.dateTime);
    const text = Number.isNaN(at) ? null : say(at, now, how);
    if (text !== null && element.textContent !== text) element.textContent = text;
  }
}

if (typeof document !== 'undefined') {
  refresh();
  setInterval(refresh, MINUTE);
}
