import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { dayOf } from '../day.ts';
import { escapeMarkup } from '../markup.ts';
import { bodyOf, overHttp } from './sandbox-http.ts';
import { isSigned, signed } from './signature.ts';
import type { ReportOutcome } from './superior.ts';
import { superiorSandboxText as words } from './text.ts';

/** A superior that is nobody's: the same protocol over real HTTP, for demonstrations and tests. */
export type SandboxSuperior = {
  readonly url: string;
  /** Ids it has, in the order in which they came. */
  readonly reports: () => readonly string[];
  /** How often it was asked to take something in, repetitions included. */
  readonly asked: () => number;
  /** Decides as its clerk would; answers what the message was answered with, null when it was lost. */
  readonly decide: (id: string, outcome: Decided) => Promise<number | null>;
  /** Tells the last outcome once more, or with other words. */
  readonly tellAgain: (id: string, change?: Partial<ReportOutcome>) => Promise<number>;
  readonly loseMessages: (lost: boolean) => void;
  /** Takes the next so many in and fails before it answers. */
  readonly failAfterTaking: (times: number) => void;
  /** Refuses everything from now on, with a reason; null: no longer. */
  readonly reject: (reason: string | null) => void;
  readonly close: () => Promise<void>;
};

type Decided = Pick<ReportOutcome, 'outcome'> & Partial<Pick<ReportOutcome, 'score' | 'usedWhere' | 'words' | 'on'>>;
type Held = z.output<typeof Sent> & { readonly receipt: string; readonly on: string; outcome: ReportOutcome | null };

const Sent = z.object({
  id: z.uuid(),
  number: z.string().max(100),
  agency: z.string().max(200),
  title: z.string().max(300),
  body: z.string().max(100_000),
  index: z.string().max(100).nullable(),
  sentOn: z.iso.date(),
  notifyUrl: z.url(),
});
const Asked = z.object({ message: z.string(), timestamp: z.number(), nonce: z.string(), signature: z.string() });

/** Starts the sandbox on a free port of this machine, or the one given. */
export async function sandboxSuperior(options: {
  readonly secret: string;
  readonly now: () => Date;
  readonly port?: number;
  /** Sends a message; over HTTP unless a test has no server to send to. */
  readonly notify?: (url: string, body: string) => Promise<number>;
}): Promise<SandboxSuperior> {
  const { secret, now, port = 0, notify = overHttp } = options;
  const held = new Map<string, Held>();
  let asked = 0;
  let losing = false;
  let failing = 0;
  let rejecting: string | null = null;

  const known = (id: string): Held => {
    const report = held.get(id);
    if (!report) throw new Error(`the sandbox has no report ${id}`);
    return report;
  };
  const tell = (report: Held, change: Partial<ReportOutcome> = {}): Promise<number> =>
    notify(report.notifyUrl, JSON.stringify(signed(secret, JSON.stringify({ ...report.outcome, ...change }), now())));
  const decide = async (id: string, decided: Decided): Promise<number | null> => {
    const report = known(id);
    const blank = { on: dayOf(now()), score: null, usedWhere: null, words: null };
    report.outcome = { key: randomUUID(), id, ...blank, ...decided };
    return losing ? null : tell(report);
  };
  const answers: Readonly<Record<string, (content: unknown) => unknown>> = {
    '/reports': (content) => {
      asked += 1;
      if (rejecting !== null) return { rejected: rejecting };
      const sent = Sent.parse(content);
      const found = held.get(sent.id) ?? {
        ...sent,
        receipt: `SJ${String(held.size + 1).padStart(5, '0')}`,
        on: dayOf(now()),
        outcome: null,
      };
      held.set(sent.id, found);
      if (failing > 0) {
        failing -= 1;
        throw new Error('fails as it was asked to');
      }
      return { receipt: found.receipt, on: found.on };
    },
    '/reports/outcomes': (content) => {
      const { ids } = z.object({ ids: z.array(z.string()) }).parse(content);
      return { outcomes: ids.flatMap((id) => held.get(id)?.outcome ?? []) };
    },
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    const answer = answers[path];
    if (request.method === 'POST' && answer) {
      const body = Asked.parse(JSON.parse(await bodyOf(request)));
      if (!isSigned(secret, body, now())) return void response.writeHead(403).end();
      const content = JSON.stringify(answer(JSON.parse(body.message)));
      response.writeHead(200, { 'content-type': 'application/json' });
      return void response.end(content);
    }
    if (request.method === 'POST' && path === '/') {
      const form = new URLSearchParams(await bodyOf(request));
      const isAdopted = form.get('outcome') === 'adopted';
      await decide(form.get('id') ?? '', {
        outcome: isAdopted ? 'adopted' : 'returned',
        ...(isAdopted ? { score: 10, usedWhere: words.usedWhere } : { words: words.returned }),
      });
      return void response.writeHead(303, { location: '/' }).end();
    }
    if (request.method !== 'GET' || path !== '/') return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(pageOf([...held.values()]));
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`,
    reports: () => [...held.keys()],
    asked: () => asked,
    decide,
    tellAgain: (id, change) => tell(known(id), change),
    loseMessages: (lost) => {
      losing = lost;
    },
    failAfterTaking: (times) => {
      failing = times;
    },
    reject: (reason) => {
      rejecting = reason;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function pageOf(reports: readonly Held[]): string {
  const head = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${words.title}</title>`;
  const rows = reports.map(({ id, title, agency, receipt, outcome }) => {
    const button = (value: string, label: string) => `<button name="outcome" value="${value}">${label}</button>`;
    const acts =
      outcome === null
        ? `<form method="post"><input type="hidden" name="id" value="${id}">${button('adopted', words.adopt)} ${button('returned', words.return)}</form>`
        : words.outcomes[outcome.outcome];
    return `<li><p>${escapeMarkup(receipt)} ${escapeMarkup(title)}（${escapeMarkup(agency)}）</p>${acts}</li>`;
  });
  const list = rows.length === 0 ? `<p>${words.none}</p>` : `<ol>${rows.join('')}</ol>`;
  return `${head}<main><h1>${words.title}</h1><p>${words.note}</p>${list}</main></html>`;
}
