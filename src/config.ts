import { resolve } from 'node:path';
import { z } from 'zod';

/** Everything an operator can set, from the environment; every value has a default that works on a fresh machine. */
export type Config = {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** An external PostgreSQL; absent: the embedded one under `dataDir`. */
  readonly databaseUrl: string | null;
  /** `all` in one process, or one half of it in many. */
  readonly role: 'all' | 'web' | 'worker';
  /** The address people reach the program by; leads links in QR codes and PDFs. */
  readonly publicUrl: string;
  readonly trustProxy: boolean;
  /** Whether an empty database is filled with the demo city. */
  readonly seedDemo: boolean;
  readonly maxUploadMegabytes: number;
  readonly logRequests: boolean;
  /** Where the keys to personal data are; a ring of the program's own under `dataDir` unless said. */
  readonly keys: {
    readonly ring: string | null;
    readonly command: string | null;
    readonly suite: 'aes-256-gcm' | 'sm4-ctr-hmac-sm3';
  };
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
  MINGTANG_ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  PUBLIC_URL: z.url().optional(),
  TRUST_PROXY: flag(false),
  SEED_DEMO: flag(true),
  MAX_UPLOAD_MB: z.coerce.number().int().min(1).max(1024).default(20),
  LOG_REQUESTS: flag(false),
  KEY_RING: z.string().min(1).optional(),
  KEY_COMMAND: z.string().min(1).optional(),
  SEAL_SUITE: z.enum(['aes-256-gcm', 'sm4-ctr-hmac-sm3']).default('aes-256-gcm'),
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
    role: value.MINGTANG_ROLE,
    publicUrl: value.PUBLIC_URL ?? `http://localhost:${value.PORT}`,
    trustProxy: value.TRUST_PROXY,
    seedDemo: value.SEED_DEMO,
    maxUploadMegabytes: value.MAX_UPLOAD_MB,
    logRequests: value.LOG_REQUESTS,
    keys: {
      ring: value.KEY_RING === undefined ? null : resolve(value.KEY_RING),
      command: value.KEY_COMMAND ?? null,
      suite: value.SEAL_SUITE,
    },
  };
}
