import { Actions, Button, Moment, Page, Pagination, Tag } from '../../ui/index.ts';
import type { Context } from './context.ts';
import { pageText } from './text.ts';

export const noticeText = {
  title: '我的消息',
  intro: '办理中的每一个变化都会在这里告诉您。',
  none: '还没有消息。',
  unread: '未读',
  readAll: '全部标为已读',
  unworded: '您有一条新消息。',
} as const;

export type NoticeLine = {
  readonly id: number;
  readonly sentence: string;
  readonly href: string | null;
  readonly at: Date;
  readonly isUnread: boolean;
};

/** Everything a person was told, newest first; what is unread says so. */
export const NoticesPage = (props: {
  readonly context: Context;
  readonly notices: readonly NoticeLine[];
  readonly nextHref: string | undefined;
}) => {
  const [newest] = props.notices;
  return (
    <Page {...props.context} title={noticeText.title} unlisted breadcrumb={[{ href: '/my', title: pageText.mine }]}>
      <p>{noticeText.intro}</p>
      {newest && props.notices.some(({ isUnread }) => isUnread) && (
        <form method="post" action="/my/notices/read">
          <input type="hidden" name="upTo" value={newest.id} />
          <Actions>
            <Button kind="secondary">{noticeText.readAll}</Button>
          </Actions>
        </form>
      )}
      {props.notices.length === 0 ? (
        <p className="empty">{noticeText.none}</p>
      ) : (
        <ul className="links">
          {props.notices.map(({ id, sentence, href, at, isUnread }) => (
            <li key={id}>
              <span>
                {isUnread && <Tag>{noticeText.unread}</Tag>} {href === null ? sentence : <a href={href}>{sentence}</a>}
              </span>
              <span className="note">
                <Moment at={at} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <Pagination nextHref={props.nextHref} />
    </Page>
  );
};
