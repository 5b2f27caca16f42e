import { useEffect, useState } from 'react';
import { call, type Output } from '../../../workbench/call.ts';
import type { Content } from '../../contract.ts';
import { checkCall } from '../../editor/wire.ts';

export type Finding = Output<typeof checkCall>['findings'][number];
export type Checks = {
  readonly state: 'busy' | 'done' | 'away';
  readonly findings: readonly Finding[];
};

const PAUSE_MS = 800;
const AGAIN_MS = 20_000;

/** What is wrong with an article, asked whenever its editor pauses. Nothing of it is kept anywhere. */
export function useChecks(draft: Content): Checks {
  const [checks, setChecks] = useState<Checks>({ state: 'busy', findings: [] });
  const { title, summary, body, source, keywords, documentNumber, formedOn } = draft;
  const files = draft.attachments.map(({ fileId }) => fileId);
  const asked = JSON.stringify({ title, summary, body, source, keywords, documentNumber, formedOn, files });
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const ask = async (): Promise<void> => {
      setChecks((before) => ({ ...before, state: 'busy' }));
      try {
        const { findings } = await call(checkCall, { body: fitting(JSON.parse(asked)) }, stop.signal);
        setChecks({ state: 'done', findings });
      } catch {
        if (stop.signal.aborted) return;
        setChecks((before) => ({ ...before, state: 'away' }));
        timer = setTimeout(() => void ask(), AGAIN_MS);
      }
    };
    timer = setTimeout(() => void ask(), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked]);
  return checks;
}

type Asked = Pick<Content, 'title' | 'summary' | 'body' | 'source' | 'keywords' | 'documentNumber' | 'formedOn'> & {
  readonly files: string[];
};

const fitting = (asked: Asked): Asked => ({
  ...asked,
  keywords: asked.keywords.slice(0, 20).map((word) => word.slice(0, 40)),
});
