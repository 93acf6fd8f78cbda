// Builds wwwroot into OUT: each entry bundled and minified, its content hash in the name, brotli-compressed.
// Usage: node bundle.mjs WWWROOT OUT
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';

const [root, out] = process.argv.slice(2);
const entries = ['css/zhibo.css', 'css/staff.css', 'css/embed.css', 'css/cards.css', 'css/map.css', 'js/zhibo.js', 'js/composer.js', 'js/staff.js', 'js/map.js', 'js/arrange.js', 'js/talk.js', 'js/push.js', 'js/sw.js'].map((name) => join(root, name));

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const built = await build({
  entryPoints: entries,
  bundle: true,
  minify: true,
  write: false,
  outdir: out,
  format: 'esm',
  charset: 'utf8',
  loader: { '.png': 'dataurl' },
  target: ['chrome87', 'firefox78', 'safari15'],
  logLevel: 'warning',
});

for (const file of built.outputFiles) keep(basename(file.path), file.contents);
for (const name of readdirSync(join(root, 'img'))) keep(name, readFileSync(join(root, 'img', name)));
// Written last: the build takes it as the sign that everything else is there.
writeFileSync(join(out, 'built'), '');

function keep(name, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const extension = extname(name);
  const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  writeFileSync(join(out, `${basename(name, extension)}.${hash}${extension}.br`), packed);
}
