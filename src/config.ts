import { resolve } from 'node:path';
import { z } from 'zod';
import { type KeepRule, keepRule } from './kernel/backup/retention.ts';
import type { FileSettings } from './kernel/index.ts';

/** Everything an operator can set, from the environment; every value has a default that works on a fresh machine. */
export type Config = {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** An external PostgreSQL; absent: the embedded one under `dataDir`. */
  readonly databaseUrl: string | null;
  /** The same database as a login of the public role only; absent: `databaseUrl`, in that role. */
  readonly databasePublicUrl: string | null;
  /** `all` in one process, or one half of it in many. */
  readonly role: 'all' | 'web' | 'worker';
  /** The address people reach the program by; leads links in QR codes and PDFs. */
  readonly publicUrl: string;
  readonly trustProxy: boolean;
  /** Whether an empty database is filled with the demo city. */
  readonly seedDemo: boolean;
  readonly maxUploadMegabytes: number;
  readonly logRequests: boolean;
  /** A file of breached passwords, sorted SHA-1 as Have I Been Pwned offers it; beside the list that comes along. */
  readonly passwordList: string | null;
  /** Whom to tell of a weakness, the preferred address first; empty: the city's telephone. */
  readonly securityContacts: readonly string[];
  /** How long it goes on serving after SIGTERM, so that whoever sends requests here can turn away. */
  readonly drainSeconds: number;
  /** The word with which machines elsewhere may read `/metrics`; null: only this machine may. */
  readonly metricsToken: string | null;
  /** Hash and signature of the ledger and its log; null: what this installation began with. */
  readonly ledgerSuite: 'sha256-ed25519' | 'sm3-sm2' | null;
  /** The name of the public log; null: the one it has, or for a new one the host of `publicUrl`. */
  readonly logOrigin: string | null;
  /** How often new entries are published in the log; 0: not by this copy of the program. */
  readonly logEverySeconds: number;
  /** Keys and addresses of those who confirm the log: `VKEY [URL]`, separated by commas. */
  readonly logWitnesses: string;
  /** Where files are kept, and what scans them. */
  readonly files: FileSettings;
  /** Where the keys to personal data are; a ring of the program's own under `dataDir` unless said. */
  readonly keys: {
    readonly ring: string | null;
    readonly command: string | null;
    readonly suite: 'aes-256-gcm' | 'sm4-ctr-hmac-sm3';
  };
  readonly backup: BackupConfig;
  /** Through whom the city is paid; null: nobody, and people pay at the agency. */
  readonly payment: PaymentConfig | null;
  /** The superior's system that information is reported to; null where none is connected. */
  readonly superior: SuperiorConfig | null;
};

type PaymentConfig = {
  readonly url: string;
  readonly merchant: string;
  /** What both sides sign with. */
  readonly secret: string;
  /** The port at which this program itself plays the gateway, for demonstrations; null: it does not. */
  readonly sandboxPort: number | null;
};

type SuperiorConfig = {
  readonly url: string;
  readonly title: string;
  readonly sender: string;
  readonly secret: string;
  /** The port of the sandbox that plays the superior; null for a real one. */
  readonly sandboxPort: number | null;
};

type BackupConfig = {
  /** The folder that the daily backups are made in; null: none are made. */
  readonly dir: string | null;
  /** `HH:MM`, legal time. */
  readonly at: string;
  readonly keep: KeepRule;
  /** Where the keys of each backup go, apart from it; null: nowhere. */
  readonly keysDir: string | null;
  readonly maxMegabytesPerSecond: number;
  /** Where the embedded PostgreSQL archives its WAL; null: nowhere. */
  readonly walArchive: string | null;
};

const flag = (fallback: boolean) =>
  z
    .enum(['0', '1', 'true', 'false'])
    .optional()
    .transform((value) => (value === undefined ? fallback : value === '1' || value === 'true'));

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('0.0.0.0'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//u)
    .optional(),
  DATABASE_PUBLIC_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//u)
    .optional(),
  MINGTANG_ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  PUBLIC_URL: z.url().optional(),
  TRUST_PROXY: flag(false),
  SEED_DEMO: flag(true),
  MAX_UPLOAD_MB: z.coerce.number().int().min(1).max(1024).default(20),
  LOG_REQUESTS: flag(false),
  SECURITY_CONTACT: z
    .string()
    .default('')
    .transform((value) => value.split(/[\s,]+/u).filter((contact) => contact !== ''))
    .refine((contacts) => contacts.every((contact) => /^(?:mailto:|tel:|https:\/\/)\S+$/u.test(contact)), {
      message: 'each contact begins with mailto:, tel: or https://',
    }),
  PASSWORD_LIST: z.string().min(1).optional(),
  DRAIN_SECONDS: z.coerce.number().min(0).max(300).default(0),
  METRICS_TOKEN: z.string().min(16).max(200).optional(),
  LEDGER_SUITE: z.enum(['sha256-ed25519', 'sm3-sm2']).optional(),
  LOG_ORIGIN: z
    .string()
    .regex(/^[^\s+]+$/u)
    .max(255)
    .optional(),
  LOG_EVERY_SECONDS: z.coerce.number().int().min(0).max(60).default(10),
  LOG_WITNESSES: z.string().default(''),
  BACKUP_DIR: z.string().min(1).optional(),
  BACKUP_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/u)
    .default('02:30'),
  BACKUP_KEEP: z
    .string()
    .default('7d4w12m')
    .transform((text, context) => {
      const rule = keepRule(text);
      if (rule === null) context.addIssue('write it as 7d4w12m: days, weeks, months');
      return rule ?? z.NEVER;
    }),
  BACKUP_KEYS_DIR: z.string().min(1).optional(),
  BACKUP_MAX_MBPS: z.coerce.number().min(0.1).max(1000).default(20),
  WAL_ARCHIVE: z.string().min(1).optional(),
  FILES: z.enum(['local', 's3']).default('local'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/u }).optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u)
    .optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  S3_PATH_STYLE: flag(true),
  SCANNER: z
    .string()
    .regex(/^clamd:\/\/(?:[^/?#]+|\/[^?#]+)$/u, 'clamd://HOST:PORT or clamd:///PATH')
    .optional(),
  KEY_RING: z.string().min(1).optional(),
  KEY_COMMAND: z.string().min(1).optional(),
  SEAL_SUITE: z.enum(['aes-256-gcm', 'sm4-ctr-hmac-sm3']).default('aes-256-gcm'),
  PAYMENT_URL: z
    .string()
    .regex(/^(?:https?:\/\/\S+|sandbox:\d{1,5})$/u, 'https://… or sandbox:PORT')
    .optional(),
  PAYMENT_MERCHANT: z.string().min(1).max(100).default('mingtang'),
  PAYMENT_SECRET: z.string().min(16).max(500).optional(),
  SUPERIOR_URL: z
    .string()
    .regex(/^(?:https?:\/\/\S+|sandbox:\d{1,5})$/u, 'https://… or sandbox:PORT')
    .optional(),
  SUPERIOR_NAME: z.string().min(1).max(100).default('上级人民政府办公厅'),
  SUPERIOR_SENDER: z.string().min(1).max(100).default('mingtang'),
  SUPERIOR_SECRET: z.string().min(16).max(500).optional(),
});

/** @throws Error that names each variable that cannot be used */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`configuration cannot be used: ${faults.join('; ')}`);
  }
  const value = parsed.data;
  return {
    port: value.PORT,
    host: value.HOST,
    dataDir: resolve(value.DATA_DIR),
    databaseUrl: value.DATABASE_URL ?? null,
    databasePublicUrl: value.DATABASE_PUBLIC_URL ?? null,
    role: value.MINGTANG_ROLE,
    publicUrl: value.PUBLIC_URL ?? `http://localhost:${value.PORT}`,
    trustProxy: value.TRUST_PROXY,
    seedDemo: value.SEED_DEMO,
    maxUploadMegabytes: value.MAX_UPLOAD_MB,
    logRequests: value.LOG_REQUESTS,
    securityContacts: value.SECURITY_CONTACT,
    passwordList: value.PASSWORD_LIST === undefined ? null : resolve(value.PASSWORD_LIST),
    drainSeconds: value.DRAIN_SECONDS,
    metricsToken: value.METRICS_TOKEN ?? null,
    ledgerSuite: value.LEDGER_SUITE ?? null,
    logOrigin: value.LOG_ORIGIN ?? null,
    logEverySeconds: value.LOG_EVERY_SECONDS,
    logWitnesses: value.LOG_WITNESSES,
    backup: {
      dir: absolute(value.BACKUP_DIR),
      at: value.BACKUP_AT,
      keep: value.BACKUP_KEEP,
      keysDir: absolute(value.BACKUP_KEYS_DIR),
      maxMegabytesPerSecond: value.BACKUP_MAX_MBPS,
      walArchive: absolute(value.WAL_ARCHIVE),
    },
    files: { s3: value.FILES === 's3' ? bucketOf(value) : null, scanner: value.SCANNER ?? null },
    keys: {
      ring: value.KEY_RING === undefined ? null : resolve(value.KEY_RING),
      command: value.KEY_COMMAND ?? null,
      suite: value.SEAL_SUITE,
    },
    payment: paymentOf(value),
    superior: superiorOf(value),
  };
}

/** @throws Error that names what is missing */
function paymentOf({
  PAYMENT_URL: url,
  PAYMENT_MERCHANT: merchant,
  PAYMENT_SECRET: secret,
}: z.output<typeof Environment>) {
  if (url === undefined) return null;
  const port = /^sandbox:(\d+)$/u.exec(url)?.[1];
  // The sandbox takes no money: what it signs with need not be a secret.
  if (port !== undefined)
    return {
      url: `http://127.0.0.1:${port}`,
      merchant,
      secret: secret ?? 'sandbox without a secret',
      sandboxPort: Number(port),
    };
  if (secret === undefined) throw new Error('configuration cannot be used: PAYMENT_URL needs PAYMENT_SECRET');
  return { url: url.replace(/\/+$/u, ''), merchant, secret, sandboxPort: null };
}

/** @throws Error that names what is missing */
function superiorOf({
  SUPERIOR_URL: url,
  SUPERIOR_NAME: title,
  SUPERIOR_SENDER: sender,
  SUPERIOR_SECRET: secret,
}: z.output<typeof Environment>) {
  if (url === undefined) return null;
  const port = /^sandbox:(\d+)$/u.exec(url)?.[1];
  if (port !== undefined) {
    const known = secret ?? 'sandbox without a secret';
    return { url: `http://127.0.0.1:${port}`, title, sender, secret: known, sandboxPort: Number(port) };
  }
  if (secret === undefined) throw new Error('configuration cannot be used: SUPERIOR_URL needs SUPERIOR_SECRET');
  return { url: url.replace(/\/+$/u, ''), title, sender, secret, sandboxPort: null };
}

/** @throws Error that names what is missing */
function bucketOf(value: z.output<typeof Environment>): NonNullable<FileSettings['s3']> {
  const given = (name: 'S3_ENDPOINT' | 'S3_BUCKET' | 'S3_ACCESS_KEY_ID' | 'S3_SECRET_ACCESS_KEY'): string => {
    const found = value[name];
    if (found === undefined) throw new Error(`configuration cannot be used: FILES=s3 needs ${name}`);
    return found;
  };
  return {
    endpoint: given('S3_ENDPOINT'),
    bucket: given('S3_BUCKET'),
    region: value.S3_REGION,
    accessKeyId: given('S3_ACCESS_KEY_ID'),
    secretAccessKey: given('S3_SECRET_ACCESS_KEY'),
    pathStyle: value.S3_PATH_STYLE,
  };
}

const absolute = (path: string | undefined): string | null => (path === undefined ? null : resolve(path));
