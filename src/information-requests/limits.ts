import { type Day, defineRegister, type Kernel } from '../kernel/index.ts';
import { Limits, STATUTORY } from './limits-shape.ts';

/** 法定期限, key `national`: what the regulation gives, from the day on which it gives it. P-01, P-02 */
export const limitsRegister = defineRegister<Limits>('information-request-limits', (value) => Limits.parse(value));

/**
 * The limits of what begins on a day. What has begun keeps its own: its process is kept with it. P-01, P-02
 *
 * @law 政府信息公开条例 第三十条、第三十二条至第三十四条
 */
export const limitsOn = async (kernel: Pick<Kernel, 'pool'>, on: Day): Promise<Limits> =>
  (await limitsRegister.inForce(kernel.pool, 'national', on))?.value ?? STATUTORY;

/** What anybody may read of it. */
export async function publishedLimits(pool: Kernel['pool'], on: Day): Promise<Limits> {
  const { rows } = await pool.query<{ value: unknown }>(
    `select value from pub.pub_request_limits
      where valid_from <= $1::date and coalesce(valid_to >= $1::date, true) order by version desc limit 1`,
    [on],
  );
  return rows[0] ? Limits.parse(rows[0].value) : STATUTORY;
}
