import { type Process, workingDays } from '../kernel/index.ts';
import type { Limits } from './limits-shape.ts';
import { oncePer } from './once-per.ts';
import { informationRequest } from './process.ts';

const { states, actions } = informationRequest;
const LAW = '行政复议法 第六十四条、第六十六条；行政诉讼法 第七十条、第七十二条；政府信息公开条例 第四十七条';

/**
 * 重新答复: the same request handled once more because the reply was set aside. Nothing of receipt, correction or fees is left
 * to do, and nobody takes it back: somebody ordered it. A term that the decision gives binds as it is; where it gives none,
 * the limit of a reply applies with what the law takes out of it.
 */
function redo(limits: Limits, hasTerm: boolean): Process {
  const process: Process = {
    kind: informationRequest.kind,
    title: '政府信息公开申请（重新答复）',
    initial: 'writing',
    states: {
      writing: { title: '等待重新办理' },
      handling: { ...states.handling, title: '正在重新办理' },
      consulting: states.consulting,
      reviewing: states.reviewing,
      signing: states.signing,
      signed: states.signed,
      replied: { ...states.replied, title: '已重新答复，待送达回证' },
      delivered: states.delivered,
      archived: states.archived,
    },
    actions: {
      'order-anew': {
        title: '责令重新答复，开始办理',
        from: ['writing'],
        to: 'handling',
        by: ['request-officer', 'legal-reviewer', 'disclosure-officer'],
        tellsSubject: true,
        law: LAW,
      },
      consult: actions.consult,
      consulted: actions.consulted,
      ...(hasTerm ? {} : { extend: actions.extend }),
      draft: { ...actions.draft, from: ['handling'] },
      'send-back': actions['send-back'],
      approve: actions.approve,
      sign: actions.sign,
      send: { ...actions.send, title: '送出重新作出的答复' },
      'prove-delivery': actions['prove-delivery'],
      archive: { ...actions.archive, from: ['replied', 'delivered'] },
    },
    clocks: {
      reply: {
        title: '重新答复',
        law: hasTerm ? LAW : '政府信息公开条例 第三十三条第二款',
        limit: workingDays(limits.reply),
        startsOn: [{ act: 'order-anew' }],
        endsOn: ['send'],
        ...(hasTerm
          ? { choice: { least: 1, most: 60 } }
          : {
              suspendedIn: ['consulting'],
              extension: { on: 'extend', limit: workingDays(limits.extension), atMost: 1, least: 1 },
            }),
      },
    },
  };
  return Object.freeze(process);
}

/** Within the days that the decision gives; within the days of the law where it gives none. */
export const redoProcesses = {
  withTerm: oncePer((limits) => redo(limits, true)),
  statutory: oncePer((limits) => redo(limits, false)),
} as const;
