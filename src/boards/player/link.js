// The terminal's side of the protocol: a key that never leaves this browser, what was fetched last, what is still to be told.

const opened = new Promise((resolve, reject) => {
  const request = indexedDB.open('mingtang-player', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('kept');
    request.result.createObjectStore('reports', { keyPath: 'id' });
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function store(name, mode, work) {
  const database = await opened;
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, mode);
    const request = work(transaction.objectStore(name));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = () => reject(transaction.error);
  });
}

export const kept = (key) => store('kept', 'readonly', (s) => s.get(key));
export const keep = (key, value) => store('kept', 'readwrite', (s) => s.put(value, key));
const forgetKey = (key) => store('kept', 'readwrite', (s) => s.delete(key));

/** So many reports at most wait for the network; the oldest give way. */
const MOST_HELD = 20_000;
const BATCH = 500;

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));
const sha256 = (bytes) => crypto.subtle.digest('SHA-256', bytes);
const utf8 = (text) => new TextEncoder().encode(text);
const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };

/** The clock of the server minus ours, so that a machine whose clock is off is heard all the same. */
let offset = 0;
export const now = () => new Date(Date.now() + offset);

export class Refused extends Error {
  constructor(status, code) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

async function answerOf(response) {
  const date = Date.parse(response.headers.get('date') ?? '');
  if (!Number.isNaN(date) && Math.abs(date - Date.now() - offset) > 2000) offset = date - Date.now();
  const body = await response.json();
  if (!response.ok) throw new Refused(response.status, body.code ?? '');
  return body;
}

/** Makes a key, brings its public half with the code; the private half cannot be read by anybody, this page included. */
export async function enrol(code) {
  const pair = await crypto.subtle.generateKey(CURVE, false, ['sign', 'verify']);
  const spki = await crypto.subtle.exportKey('spki', pair.publicKey);
  const response = await fetch('/player/enrol', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, publicKey: base64(spki) }),
  });
  const answer = await answerOf(response);
  await keep('key', { id: hex(await sha256(spki)), privateKey: pair.privateKey });
  return answer;
}

async function signed(method, path, body, again = true) {
  const key = await kept('key');
  if (!key) throw new Refused(401, 'boards/not-this-terminal');
  const text = body === undefined ? '' : JSON.stringify(body);
  const time = now().toISOString();
  const words = [method, path, time, hex(await sha256(utf8(text)))].join('\n');
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key.privateKey, utf8(words));
  const response = await fetch(path, {
    method,
    headers: {
      'x-terminal': key.id,
      'x-terminal-time': time,
      'x-terminal-signature': base64(signature),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: text }),
  });
  try {
    return await answerOf(response);
  } catch (error) {
    if (again && error instanceof Refused && error.code === 'boards/clock-off')
      return signed(method, path, body, false);
    throw error;
  }
}

/** Notes what was shown or asked; it is told when the network is there, and counts once however often it is told. */
export async function note(kind, ref, seconds = 0, at = now()) {
  const report = { id: crypto.randomUUID(), kind, ref, at: at.toISOString(), seconds: Math.round(seconds) };
  await store('reports', 'readwrite', (s) => s.put(report));
  if ((await held()) > MOST_HELD) {
    const keys = await store('reports', 'readonly', (s) => s.getAllKeys(null, 100));
    await store('reports', 'readwrite', (s) => keys.map((key) => s.delete(key)).at(-1));
  }
}

export const held = () => store('reports', 'readonly', (s) => s.count());

/** Tells everything that is held, in pieces; what was taken is forgotten. */
export async function tellAll() {
  for (;;) {
    const reports = await store('reports', 'readonly', (s) => s.getAll(null, BATCH));
    if (reports.length === 0) return;
    try {
      await signed('POST', '/player/reports', { reports });
    } catch (error) {
      // What the server will never understand must not keep the rest from being told.
      if (!(error instanceof Refused) || error.status !== 400) throw error;
    }
    await store('reports', 'readwrite', (s) => reports.map(({ id }) => s.delete(id)).at(-1));
  }
}

/** What the player says of itself with each heartbeat: slots shown since it was switched on, whether anything is seen. */
export const itself = { played: null, visible: true };

/** Says that this terminal is there, and fetches what it shows when that is something new; answers that, or null. */
export async function refresh() {
  const manifest = await kept('manifest');
  const { version } = await signed('POST', '/player/heartbeat', {
    version: manifest?.version ?? null,
    held: await held(),
    visible: itself.visible,
    // Ours against the server's.
    clockOff: Math.round(-offset / 1000),
    ...(itself.played === null ? {} : { played: itself.played }),
  });
  // Until when what is kept is known to be what stands: said when the network is away.
  await keep('heardAt', now().toISOString());
  if (manifest?.version === version) return null;
  const next = await signed('GET', '/player/manifest');
  await keep('manifest', next);
  return next;
}

/** It was revoked or given another key: nothing of it stays here. */
export async function forget() {
  await forgetKey('key');
  await forgetKey('manifest');
}
