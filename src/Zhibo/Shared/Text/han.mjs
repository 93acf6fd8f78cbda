// Writes the tables of Chinese characters that the program holds: how they are read, and what the traditional ones are in
// simplified writing. Usage: node han.mjs OUT
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Converter } from 'opencc-js';
import { pinyin } from 'pinyin-pro';

const out = process.argv[2];
// 〇, extension A and the basic block, the further planes.
const blocks = [[0x3007, 0x3007], [0x3400, 0x9fff], [0x20000, 0x323af]];
// Longer phrases are sayings, of which no name is made.
const longestPhrase = 5;
// A reading that fewer phrases have says nothing about the character.
const fewestPhrases = 3;
const kindsOfRegions = '省市县区州盟旗乡镇村';

const phrases = readPhrases();
const usual = usualReadings();
mkdirSync(out, { recursive: true });
writeFileSync(join(out, 'pinyin.txt'), [...syllableLines(), ...exceptionLines()].join('\n') + '\n');
writeFileSync(join(out, 'simplified.txt'), simplifiedPairs().join('\n') + '\n');

function readPhrases() {
  const file = createRequire(import.meta.url).resolve('@pinyin-pro/data/complete.json');
  return Object.entries(JSON.parse(readFileSync(file, 'utf8')))
    .filter(([word]) => /^\p{Script=Han}{2,}$/u.test(word))
    .map(([word, [reading]]) => ({ signs: [...word], syllables: plain(reading).split(' ') }))
    .filter(({ signs, syllables }) => signs.length === syllables.length && syllables.every(isSyllable));
}

// What most phrases have, so that few exceptions remain; where there are no phrases, what pinyin-pro says.
function usualReadings() {
  const seen = new Map();
  for (const { signs, syllables } of phrases)
    signs.forEach((sign, at) => {
      const readings = seen.get(sign) ?? seen.set(sign, new Map()).get(sign);
      readings.set(syllables[at], (readings.get(syllables[at]) ?? 0) + 1);
    });
  const readings = new Map();
  for (const sign of signs()) {
    const alone = plain(pinyin(sign, { type: 'array' })[0]);
    const [most, times] = [...(seen.get(sign) ?? [])].sort((a, b) => b[1] - a[1])[0] ?? [alone, 0];
    if (times >= fewestPhrases || !isSyllable(alone)) readings.set(sign, most);
    else readings.set(sign, alone);
    if (!isSyllable(readings.get(sign))) readings.delete(sign);
  }
  return readings;
}

function syllableLines() {
  const lines = new Map();
  for (const [sign, syllable] of usual) lines.set(syllable, (lines.get(syllable) ?? '') + sign);
  return [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([syllable, signs]) => `${syllable} ${signs}`);
}

// Shorter phrases first: one that they already read right is not kept.
function exceptionLines() {
  const kept = new Map();
  for (const { signs, syllables } of phrases.sort((a, b) => a.signs.length - b.signs.length))
    if (signs.length <= longestPhrase && read(signs, kept) !== syllables.join(' ')) kept.set(signs.join(''), syllables.join(' '));
  keepApart(kept);
  const traditional = Converter({ from: 'cn', to: 't' });
  for (const [phrase, reading] of [...kept]) {
    const other = traditional(phrase);
    if (read([...other], kept) !== reading) kept.set(other, reading);
  }
  return [...kept].map(([phrase, reading]) => `${phrase} ${reading}`);
}

// 重庆市长寿区 is no 市长: behind the kind of a region a word may begin with the character that would make an office of it.
function keepApart(kept) {
  const words = new Map();
  for (const phrase of phrases)
    if (phrase.signs.length === 2) (words.get(phrase.signs[0]) ?? words.set(phrase.signs[0], []).get(phrase.signs[0])).push(phrase);
  for (const [phrase, reading] of [...kept]) {
    const [kind, sign] = phrase;
    if (phrase.length !== 2 || !kindsOfRegions.includes(kind) || reading.split(' ')[1] === usual.get(sign)) continue;
    for (const { signs, syllables } of words.get(sign) ?? [])
      if (syllables[0] === usual.get(sign)) kept.set(kind + signs.join(''), `${usual.get(kind)} ${syllables.join(' ')}`);
  }
}

// As the program reads: the longest phrase at each place.
function read(signs, kept) {
  const syllables = [];
  for (let at = 0; at < signs.length;) {
    let length = Math.min(longestPhrase, signs.length - at);
    while (length > 1 && !kept.has(signs.slice(at, at + length).join(''))) length--;
    syllables.push(length > 1 ? kept.get(signs.slice(at, at + length).join('')) : usual.get(signs[at]));
    at += length;
  }
  return syllables.join(' ');
}

function simplifiedPairs() {
  const convert = Converter({ from: 't', to: 'cn' });
  return [...signs()].map((sign) => sign + convert(sign)).filter((pair) => pair.length === 2 && pair[0] !== pair[1]);
}

function* signs() {
  for (const [first, last] of blocks) for (let code = first; code <= last; code++) yield String.fromCodePoint(code);
}

// Without tones; ü is v, as people type it.
function plain(reading) {
  return reading.normalize('NFD').replaceAll('u\u0308', 'v').replace(/\p{M}/gu, '');
}

function isSyllable(text) {
  return /^[a-z]{1,6}$/.test(text);
}
