// "在这台设备上提醒我": asks the browser for an address at its push service and tells the site. Says why where that cannot be.
import { one } from './dom.js';

const place = one('[data-push]');
const word = place && one('[data-push-word]', place);
const button = place && one('[data-push-on]', place);

if (place) show();

function show() {
  // A page that is not secure has no worker, and some systems want the site on the home screen first.
  if (!navigator.serviceWorker || !window.PushManager || !window.Notification) return say('unsupported');
  if (Notification.permission === 'denied') return say('denied');
  word.hidden = true;
  button.hidden = place.dataset.here === 'yes';
  button.addEventListener('click', subscribe);
}

async function subscribe() {
  button.disabled = true;
  try {
    if (await Notification.requestPermission() !== 'granted') return say('denied');
    const worker = await navigator.serviceWorker.register('/sw.js', { scope: '/' });
    await navigator.serviceWorker.ready;
    const address = await addressOf(worker);
    const { endpoint, keys } = address.toJSON();
    const answer = await fetch('/settings/notices/devices', { method: 'POST', body: new URLSearchParams({ endpoint, p256dh: keys.p256dh, auth: keys.auth }) });
    if (!answer.ok) throw new Error(String(answer.status));
    location.assign(place.dataset.done);
  } catch {
    say('failed');
    button.disabled = false;
  }
}

async function addressOf(worker) {
  const options = { userVisibleOnly: true, applicationServerKey: bytes(place.dataset.push) };
  try {
    return await worker.pushManager.subscribe(options);
  } catch {
    // The site has another key than when it was asked before.
    await (await worker.pushManager.getSubscription())?.unsubscribe();
    return worker.pushManager.subscribe(options);
  }
}

function bytes(text) {
  return Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
}

function say(what) {
  word.textContent = place.dataset[what];
  word.hidden = false;
  if (what !== 'failed') button.hidden = true;
}
