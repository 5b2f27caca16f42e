import { useState } from 'react';
import { listNotices, readNotices } from '../../workbench-api/contract.ts';
import { Answer } from '../kit/answer.tsx';
import { Button } from '../kit/button.tsx';
import { At } from '../kit/day.tsx';
import { Empty } from '../kit/notice.tsx';
import { Link } from '../router.tsx';
import { useCall, useSend } from '../use-call.ts';
import { noticeText } from './text.ts';

/** What the program told me, newest first. */
export function Page() {
  const [before, setBefore] = useState<number | undefined>();
  const notices = useCall(listNotices, { query: before === undefined ? {} : { before } }, { keep: true });
  const read = useSend(readNotices);
  const upTo = notices.data?.notices[0]?.id;
  return (
    <div className="stack">
      <header>
        <h1>{noticeText.title}</h1>
        {upTo !== undefined && (
          <Button busy={read.isPending} onClick={() => read.mutate({ body: { upTo } })}>
            {noticeText.readAll}
          </Button>
        )}
      </header>
      <Answer of={notices}>
        {({ notices: list }) =>
          list.length === 0 ? (
            <Empty>{noticeText.empty}</Empty>
          ) : (
            <ul className="stack tight">
              {list.map((notice) => (
                <li key={notice.id} className="panel row apart">
                  <span>
                    {!notice.read && <span className="tag warn">{noticeText.unread}</span>} {notice.sentence}{' '}
                    {notice.to !== null && <Link to={notice.to}>{noticeText.go}</Link>}
                  </span>
                  <span className="soft">
                    <At at={notice.at} />
                  </span>
                </li>
              ))}
              {list.length === 20 && (
                <li>
                  <Button kind="quiet" onClick={() => setBefore(list.at(-1)?.id)}>
                    {noticeText.older}
                  </Button>
                </li>
              )}
            </ul>
          )
        }
      </Answer>
    </div>
  );
}
