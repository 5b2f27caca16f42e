import type { z } from 'zod';
import { urlOf } from '../../../workbench/call.ts';
import { problem } from '../../../workbench/problem.ts';
import { text } from '../../../workbench/text.ts';

type Endpoint<R extends z.ZodType> = { readonly method: 'POST'; readonly path: string; readonly response: R };

/**
 * Sends a file and tells how much of it has gone; `fetch` tells nothing of that.
 *
 * @throws Problem as `call` does
 */
export function upload<R extends z.ZodType>(
  endpoint: Endpoint<R>,
  id: number,
  file: File,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<z.output<R>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(endpoint.method, urlOf(endpoint, { params: { id } }));
    request.setRequestHeader('accept', 'application/json');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => {
      const answer = jsonOf(request.responseText);
      if (request.status >= 200 && request.status < 300) {
        const parsed = endpoint.response.safeParse(answer);
        if (parsed.success) resolve(parsed.data);
        else reject(problem(0, 'workbench/other-version', text.problems.otherVersion));
        return;
      }
      const { code, title } = (answer ?? {}) as { readonly code?: unknown; readonly title?: unknown };
      if (typeof code === 'string' && typeof title === 'string') reject(problem(request.status, code, title));
      else reject(problem(request.status, 'workbench/unexpected', text.problems.unexpected));
    });
    request.addEventListener('error', () => reject(problem(0, 'workbench/away', text.problems.away)));
    request.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
    signal?.addEventListener('abort', () => request.abort());
    const body = new FormData();
    body.append('file', file);
    request.send(body);
  });
}

function jsonOf(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
}

/** Somebody stopped it himself: nothing to tell. */
export const isStopped = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError';
