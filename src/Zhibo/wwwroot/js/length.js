// The length of a post as the server counts it (PostLength.cs): Han and full-width 1, half-width 0.5, an address 10, an emoji 1,
// combining marks and zero-width signs 0. In halves, rounded up at the end. Both are held to one file of vectors.
const HALF = 1, FULL = 2, URL = 20, LONGEST_URL = 2048;

const halfWidth = [
  [0x0000, 0x10FF], [0x1200, 0x200A], [0x2C00, 0x2DFF], [0xA4D0, 0xA95F], [0xA980, 0xABFF], [0xFB00, 0xFDFF], [0xFE70, 0xFEFF],
  [0xFF61, 0xFFDC], [0xFFE8, 0xFFEE], [0x10000, 0x16FDF], [0x1BC00, 0x1BCAF], [0x1D400, 0x1D7FF], [0x1DF00, 0x1EEFF],
];
const zeroWidth = /^[\p{M}\p{Cf}\u1160-\u11FF\uD7B0-\uD7FF]$/u;
const address = /(?<![A-Za-z0-9])https?:\/\/(?=[A-Za-z0-9])[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+/gi;
const clusters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

export const length = text => Math.ceil(halfUnits(text) / 2);

export function halfUnits(text) {
  let units = 0, at = 0;
  for (const { 0: run, index } of text.matchAll(address)) {
    // Runs too long to be an address count in full; so does what a writer put after one.
    const end = run.length > LONGEST_URL ? 0 : trimmed(run);
    units += ofText(text.slice(at, index)) + (end ? URL : 0);
    at = index + end;
    if (!end) { units += run.length * HALF; at = index + run.length; }
  }
  return units + ofText(text.slice(at));
}

function ofText(text) {
  let units = 0;
  for (const { segment } of clusters.segment(text)) units += ofCluster(segment);
  return units;
}

function ofCluster(cluster) {
  let units = 0, count = 0, emoji = false;
  for (const sign of cluster) {
    const code = sign.codePointAt(0);
    emoji ||= code === 0x20E3 || code === 0xFE0F || isRegional(code) || (count > 0 && isPictograph(code));
    units += zeroWidth.test(sign) ? 0 : halfWidth.some(([first, last]) => code >= first && code <= last) ? HALF : FULL;
    count++;
  }
  return emoji ? FULL : units;
}

const isRegional = code => code >= 0x1F1E6 && code <= 0x1F1FF;
const isPictograph = code => (code >= 0x1F000 && code <= 0x1FAFF) || (code >= 0x2600 && code <= 0x27BF);

function trimmed(run) {
  const count = sign => run.split(sign).length - 1;
  let round = count('(') - count(')'), square = count('[') - count(']'), end = run.length;
  for (;;) {
    const last = run[end - 1];
    if (last === ')' && round < 0) round++;
    else if (last === ']' && square < 0) square++;
    else if (!".,;:!?'*([#@".includes(last)) return end;
    else if (last === '(') round--;
    else if (last === '[') square--;
    end--;
    if (last === '@' && run.slice(0, end).endsWith('//')) end -= 2;
  }
}
