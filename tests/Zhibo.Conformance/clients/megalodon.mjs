// A day with megalodon, the library of desktop clients: prints "done" when everything was as its types say.
import assert from "node:assert/strict";
import megalodon from "megalodon";

const generator = megalodon.default ?? megalodon;
const site = process.env.SITE;
const wang = generator("mastodon", site, process.env.WANG);
const li = generator("mastodon", site, process.env.LI);
const stranger = generator("mastodon", site);

const instance = (await stranger.getInstance()).data;
assert.equal(instance.configuration.statuses.max_characters, 140);
const me = (await wang.verifyAccountCredentials()).data;
assert.equal(me.acct, "wang");
assert.equal((await li.lookupAccount("wang")).data.id, me.id);
assert.equal((await li.followAccount(me.id)).data.following, true);
assert.equal((await li.getRelationships([me.id])).data[0].following, true);

const post = (await wang.postStatus("今天 #今日德阳# 天晴 @李四", { visibility: "public", language: "zh" })).data;
assert.equal(post.tags[0].name, "今日德阳");
const reply = (await li.postStatus("真好", { in_reply_to_id: post.id })).data;
assert.equal(reply.in_reply_to_id, post.id);
assert.deepEqual((await wang.getStatusContext(post.id)).data.descendants.map((s) => s.id), [reply.id]);
assert.equal((await li.favouriteStatus(post.id)).data.favourited, true);
assert.equal((await li.unfavouriteStatus(post.id)).data.favourited, false);
assert.equal((await li.reblogStatus(post.id)).data.reblog.id, post.id);
assert.equal((await li.unreblogStatus(post.id)).data.reblogged, false);

assert.deepEqual((await li.getHomeTimeline({ limit: 5 })).data.map((s) => s.id), [post.id]);
assert.equal((await stranger.getLocalTimeline()).data.length, 1);
assert.equal((await stranger.getPublicTimeline()).data.length, 1);
assert.equal((await stranger.getTagTimeline("今日德阳")).data.length, 1);
assert.match((await wang.editStatus(post.id, { status: "今天下雨" })).data.content, /下雨/);
assert.ok(Array.isArray((await wang.getNotifications()).data));
await wang.deleteStatus(post.id);
await assert.rejects(stranger.getStatus(post.id), (error) => error.response.status === 404);
console.log("done");
