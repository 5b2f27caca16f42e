import type { Instruments } from '../instruments/index.ts';

export type AnsweredRequest = {
  readonly method: string;
  /** The pattern of the route, so that there are as many figures as routes, whatever people ask for. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
};

/** Counts what was answered and how long it took. */
export function requestCounts(instruments: Instruments): (answered: AnsweredRequest) => void {
  const requests = instruments.counter(
    'mingtang_http_requests_total',
    'Requests answered, by route and class of status',
  );
  const durations = instruments.histogram(
    'mingtang_http_request_duration_seconds',
    'From the first byte to the answer',
  );
  return ({ method, route, status, seconds }) => {
    requests.add({ method, route, status: `${Math.floor(status / 100)}xx` });
    durations.observe({ method, route }, seconds);
  };
}
