// A day with masto.js: prints "done" when everything was as its types say.
import assert from "node:assert/strict";
import { createRestAPIClient } from "masto";

const url = process.env.SITE;
const wang = createRestAPIClient({ url, accessToken: process.env.WANG });
const li = createRestAPIClient({ url, accessToken: process.env.LI });
const stranger = createRestAPIClient({ url });

const instance = await stranger.v2.instance.fetch();
assert.equal(instance.configuration.statuses.maxCharacters, 140);
const me = await wang.v1.accounts.verifyCredentials();
assert.equal(me.acct, "wang");
assert.equal(me.displayName, "王小微");

const found = await li.v1.accounts.lookup({ acct: "wang" });
assert.equal(found.id, me.id);
assert.equal((await li.v1.accounts.$select(me.id).follow()).following, true);
assert.equal((await li.v1.accounts.relationships.fetch({ id: [me.id] }))[0].following, true);
assert.equal((await wang.v1.accounts.$select(me.id).followers.list())[0].acct, "li");

const post = await wang.v1.statuses.create(
  { status: "今天 #今日德阳# 天晴 @李四", visibility: "public", language: "zh" },
  { requestInit: { headers: { "Idempotency-Key": "once" } } },
);
assert.equal(post.tags[0].name, "今日德阳");
assert.equal(post.mentions[0].acct, "li");
const reply = await li.v1.statuses.create({ status: "真好", inReplyToId: post.id });
assert.equal(reply.inReplyToId, post.id);
assert.equal(reply.inReplyToAccountId, me.id);
const context = await stranger.v1.statuses.$select(post.id).context.fetch();
assert.deepEqual(context.descendants.map((s) => s.id), [reply.id]);

assert.equal((await li.v1.statuses.$select(post.id).favourite()).favourited, true);
assert.equal((await wang.v1.statuses.$select(post.id).favouritedBy.list())[0].acct, "li");
assert.equal((await li.v1.statuses.$select(post.id).unfavourite()).favourited, false);
const reblog = await li.v1.statuses.$select(post.id).reblog();
assert.equal(reblog.reblog.id, post.id);
assert.equal(reblog.reblog.reblogged, true);
assert.equal((await li.v1.statuses.$select(post.id).unreblog()).reblogged, false);
const quote = await li.v1.statuses.create({ status: "转给大家", quotedStatusId: post.id });
assert.equal(quote.quote.state, "accepted");
assert.equal(quote.quote.quotedStatus.id, post.id);

for (let n = 0; n < 5; n++) await wang.v1.statuses.create({ status: `第 ${n} 条 #页#` });
const home = [];
for await (const page of li.v1.timelines.home.list({ limit: 2 })) home.push(...page);
assert.equal(home.length, 7);
assert.equal(new Set(home.map((s) => s.id)).size, 7);
const tagged = await stranger.v1.timelines.tag.$select("页").list({ limit: 3 });
assert.equal(tagged.length, 3);
assert.equal((await stranger.v1.timelines.public.list({ local: true })).length, 7);
assert.equal((await stranger.v1.accounts.$select(me.id).statuses.list({ excludeReplies: true })).length, 6);

const edited = await wang.v1.statuses.$select(post.id).update({ status: "今天下雨" });
assert.match(edited.content, /下雨/);
assert.ok(edited.editedAt);
assert.equal((await wang.v1.statuses.$select(post.id).history.list()).length, 2);
assert.equal((await wang.v1.statuses.$select(post.id).source.fetch()).text, "今天下雨");

assert.equal((await li.v1.accounts.$select(me.id).mute({ duration: 60 })).muting, true);
assert.equal((await li.v1.accounts.$select(me.id).unmute()).muting, false);
assert.equal((await li.v1.accounts.$select(me.id).block()).blocking, true);
assert.equal((await li.v1.accounts.$select(me.id).unblock()).blocking, false);
assert.equal((await wang.v1.notifications.list({ types: ["mention"] })).every((n) => n.type === "mention"), true);

assert.equal((await wang.v1.statuses.$select(post.id).remove()).text, "今天下雨");
await assert.rejects(stranger.v1.statuses.$select(post.id).fetch(), (error) => error.statusCode === 404 && error.message.length > 3);
await assert.rejects(async () => await stranger.v1.timelines.home.list(), (error) => error.statusCode === 401);
await assert.rejects(wang.v1.statuses.create({ status: "长".repeat(141) }), (error) => error.statusCode === 422);
await assert.rejects(wang.v1.statuses.create({ status: "a", mediaIds: ["1"] }), (error) => error.statusCode === 422);
console.log("done");
