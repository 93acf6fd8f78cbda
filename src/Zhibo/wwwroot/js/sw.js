// Lives in the background of a browser that asked to be told: shows what comes, opens the page it is about. Caches nothing.
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => event.waitUntil(tell(event.data)));

async function tell(data) {
  let news = {};
  try { news = data ? data.json() : {}; } catch { /* shown without words: a push that shows nothing is punished */ }
  if (news.count && navigator.setAppBadge) navigator.setAppBadge(news.count).catch(() => {});
  await self.registration.showNotification(news.title || self.location.host, {
    body: news.body || '',
    icon: news.icon || undefined,
    lang: news.preferred_locale || undefined,
    // The same line told again replaces what was told before.
    tag: news.tag || undefined,
    data: { url: news.url || '/notices' },
  });
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(new URL(event.notification.data?.url ?? '/notices', self.location.origin)));
});

async function open(url) {
  // Only pages of this site, whatever came.
  const target = url.origin === self.location.origin ? url.href : new URL('/notices', self.location.origin).href;
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const tab = tabs.find((one) => one.url === target) ?? tabs[0];
  if (!tab) return self.clients.openWindow(target);
  await tab.focus();
  if (tab.url !== target) await tab.navigate(target).catch(() => self.clients.openWindow(target));
}

self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)));

async function renew(event) {
  const options = event.oldSubscription?.options ?? (await self.registration.pushManager.getSubscription())?.options;
  const fresh = event.newSubscription ?? (options && await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: options.applicationServerKey }));
  if (!fresh) return;
  const { endpoint, keys } = fresh.toJSON();
  await fetch('/settings/notices/devices', { method: 'POST', body: new URLSearchParams({ endpoint, p256dh: keys.p256dh, auth: keys.auth }) });
}
