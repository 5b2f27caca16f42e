import { useState } from 'react';
import { Answer } from '../../workbench/kit/answer.tsx';
import { Button } from '../../workbench/kit/button.tsx';
import { AreaField } from '../../workbench/kit/field.tsx';
import { Failed } from '../../workbench/kit/notice.tsx';
import { MatterPage } from '../../workbench/matter/matter-page.tsx';
import { go } from '../../workbench/router.tsx';
import type { PageProps } from '../../workbench/screen.ts';
import { useCall, useSend } from '../../workbench/use-call.ts';
import { usePermission } from '../../workbench/use-session.ts';
import { readMatter } from '../../workbench-api/contract.ts';
import { excuseDuty } from '../wire.ts';
import { words } from './text.ts';

const { duty: text } = words;

/** What a board owes for one period. */
export function Page({ params }: PageProps) {
  const id = Number(params.id);
  const matter = useCall(readMatter, { params: { id } });
  const send = useSend(excuseDuty);
  const [said, setSaid] = useState('');
  const mayPost = usePermission('boards.post');
  return (
    <Answer of={matter} title={text.title}>
      {(view) => (
        <MatterPage
          view={view}
          acts={
            <div className="stack tight">
              {send.error && <Failed error={send.error} />}
              {mayPost && view.closedAt === null && (
                <Button kind="main" wide onClick={() => go('/boards/new')}>
                  {text.post}
                </Button>
              )}
              {view.acts.some(({ act }) => act === 'excuse') && (
                <>
                  <AreaField label={text.words} value={said} onChange={setSaid} rows={2} optional />
                  <Button
                    wide
                    busy={send.isPending}
                    disabled={said.trim().length < 5}
                    onClick={() => send.mutate({ params: { id }, body: { words: said, seenSeq: view.seq } })}
                  >
                    {text.excuse}
                  </Button>
                </>
              )}
            </div>
          }
        />
      )}
    </Answer>
  );
}
