import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { z } from 'zod';
import { Manifest, MOST_REPORTS, type Report } from '../contract.ts';
import { nextSlot } from '../player/schedule.js';
import { signedText } from '../signature.ts';

/** What can be made to go wrong with it. */
export const FAULTS = ['offline', 'clock', 'stuck', 'version', 'proofs', 'black'] as const;
export type Fault = (typeof FAULTS)[number];

type Answer = { readonly status: number; readonly json: unknown };
/** One request over whatever leads to the server. */
export type Send = (
  method: 'GET' | 'POST',
  path: string,
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
) => Promise<Answer>;

/** A clock that nobody has set: an hour and a quarter fast. */
const CLOCK_OFF_MS = 75 * 60_000;
/** So many proofs wait for the network; the oldest give way, as on a real player. */
const MOST_HELD = 20_000;
/** After being off for long only the last quarter of an hour is played over again. */
const MOST_CATCH_UP_MS = 15 * 60_000;

export type Standing = {
  readonly version: string | null;
  readonly held: number;
  readonly played: number;
  readonly showing: string | null;
  readonly refused: string | null;
};

/**
 * A terminal without a screen: it enrols with its code, says each time that it is there, fetches what it is to show, shows it
 * by the same rules as the page in the browser, proves that, and goes on from what it has while the network is away. It
 * shares no state with the server: everything it knows came over the wire.
 */
export class Machine {
  readonly faults = new Set<Fault>();
  readonly #send: Send;
  readonly #pair: { readonly privateKey: KeyObject; readonly keyId: string; readonly spki: string };
  #manifest: Manifest | null = null;
  #reports: Report[] = [];
  #played = 0;
  #place = -1;
  #playedUntil: number | null = null;
  #showing: string | null = null;
  #refused: string | null = null;

  constructor(send: Send) {
    this.#send = send;
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const spki = publicKey.export({ format: 'der', type: 'spki' });
    const keyId = createHash('sha256').update(spki).digest('hex');
    this.#pair = { privateKey, keyId, spki: spki.toString('base64') };
  }

  get standing(): Standing {
    const [held, played] = [this.#reports.length, this.#played];
    const version = this.#manifest?.version ?? null;
    return { version, held, played, showing: this.#showing, refused: this.#refused };
  }

  /** Brings its code and the public half of its key; answers the code of a refusal, or null. */
  async enrol(code: string): Promise<string | null> {
    const body = JSON.stringify({ code, publicKey: this.#pair.spki });
    const { status, json } = await this.#send('POST', '/player/enrol', { 'content-type': 'application/json' }, body);
    return status === 200 ? null : codeOf(json);
  }

  /** One turn of a minute: shows what is on, proves it, says that it is there. What fails is tried again next time. */
  async turn(now: Date): Promise<void> {
    this.#play(now);
    if (this.faults.has('offline')) return;
    try {
      await this.#tell(now);
      const { version } = Version.parse(await this.#signed('POST', '/player/heartbeat', now, this.#words()));
      const isOld = this.#manifest?.version !== version;
      // One that hangs on its old version does not fetch the new; without any it has to.
      if (isOld && !(this.faults.has('version') && this.#manifest))
        this.#manifest = Manifest.parse(await this.#signed('GET', '/player/manifest', now));
      this.#refused = null;
    } catch (error) {
      this.#refused = error instanceof Refused ? error.code : 'away';
    }
  }

  #words(): object {
    return {
      version: this.#manifest?.version ?? null,
      held: this.#reports.length,
      ...(this.#manifest?.kind === 'kiosk' ? {} : { played: this.#played }),
      visible: !this.faults.has('black'),
    };
  }

  /** Slot after slot from where it was until now. */
  #play(now: Date): void {
    const manifest = this.#manifest;
    const from = Math.max(this.#playedUntil ?? now.getTime(), now.getTime() - MOST_CATCH_UP_MS);
    this.#playedUntil = now.getTime();
    if (!manifest || manifest.kind === 'kiosk' || manifest.slots.length === 0 || this.faults.has('stuck')) return;
    for (let at = from; at < now.getTime(); ) {
      const next = nextSlot(manifest.slots, this.#place, new Date(at));
      const slot = next === null ? undefined : manifest.slots[next];
      if (next === null || !slot) {
        this.#showing = null;
        return;
      }
      this.#place = next;
      this.#showing = slot.ref;
      this.#played += 1;
      if (!this.faults.has('proofs'))
        this.#reports.push({
          ...{ id: randomUUID(), kind: 'play', ref: slot.ref, seconds: slot.seconds },
          at: this.#clock(new Date(at)).toISOString(),
        });
      at += slot.seconds * 1000;
      // The last slot goes on into the next turn.
      if (at > now.getTime()) this.#playedUntil = at;
    }
    this.#reports = this.#reports.slice(-MOST_HELD);
  }

  async #tell(now: Date): Promise<void> {
    while (this.#reports.length > 0) {
      const some = this.#reports.slice(0, MOST_REPORTS);
      await this.#signed('POST', '/player/reports', now, { reports: some });
      this.#reports = this.#reports.slice(some.length);
    }
  }

  #clock(now: Date): Date {
    return this.faults.has('clock') ? new Date(now.getTime() + CLOCK_OFF_MS) : now;
  }

  async #signed(method: 'GET' | 'POST', path: string, now: Date, said?: object): Promise<unknown> {
    const body = said === undefined ? undefined : JSON.stringify(said);
    const time = this.#clock(now).toISOString();
    const digest = createHash('sha256')
      .update(body ?? '')
      .digest('hex');
    const words = Buffer.from(signedText(method, path, time, digest));
    const signature = sign('sha256', words, { key: this.#pair.privateKey, dsaEncoding: 'ieee-p1363' });
    const headers = {
      'x-terminal': this.#pair.keyId,
      'x-terminal-time': time,
      'x-terminal-signature': signature.toString('base64'),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const { status, json } = await this.#send(method, path, headers, body);
    if (status !== 200) throw new Refused(codeOf(json));
    return json;
  }
}

const Version = z.object({ version: z.string() });

class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

const codeOf = (json: unknown): string =>
  typeof json === 'object' && json !== null && 'code' in json && typeof json.code === 'string' ? json.code : 'away';

/** Over the network, to a server at an address. */
export const overNetwork =
  (server: string): Send =>
  async (method, path, headers, body) => {
    const answer = await fetch(new URL(path, server), {
      ...{ method, headers, signal: AbortSignal.timeout(20_000) },
      ...(body === undefined ? {} : { body }),
    });
    return { status: answer.status, json: await answer.json().catch(() => null) };
  };
