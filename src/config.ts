import { resolve } from 'node:path';
import { z } from 'zod';
import type { FileSettings } from './kernel/index.ts';

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
  /** Where files are kept, and what scans them. */
  readonly files: FileSettings;
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
    files: { s3: value.FILES === 's3' ? bucketOf(value) : null, scanner: value.SCANNER ?? null },
  };
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
