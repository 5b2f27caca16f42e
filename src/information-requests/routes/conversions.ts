import { type Kernel, matterById, type Web } from '../../kernel/index.ts';
import { Acted, ConversionBody, ConversionView, RequestId } from '../contract.ts';
import { conversionById, decideConversion, publishConversion } from '../operations/conversions.ts';
import { conversionOf, requestsOfConversion } from '../repo/conversions.ts';
import { databaseOf } from '../repo/database.ts';

const AT = '/api/information-requests/conversions/:id';

/** Proposals to publish what several asked for. */
export function conversionRoutes(web: Web, kernel: Kernel): void {
  web.get(
    AT,
    {
      config: { may: 'information-requests.read' },
      schema: { summary: '依申请公开转主动公开', params: RequestId, response: { 200: ConversionView } },
    },
    async (request) => {
      const snapshot = await conversionById(kernel, { matter: request.params.id });
      kernel.access.check(request.actor, 'information-requests.read', { agencyId: snapshot.agencyId });
      const db = databaseOf(kernel);
      const conversion = await conversionOf(db, snapshot.id);
      const requests = await requestsOfConversion(db, snapshot.id);
      return {
        id: snapshot.id,
        number: snapshot.number,
        seq: snapshot.seq,
        state: snapshot.state,
        stateTitle: snapshot.process.states[snapshot.state]?.title ?? snapshot.state,
        topic: conversion?.topic ?? '',
        applicants: conversion?.applicants ?? 0,
        answer: conversion?.answer ?? '',
        url: conversion?.url ?? null,
        publishedOn: conversion?.publishedOn ?? null,
        requests: requests.map(({ id, number, subject }) => ({ id, number, subject })),
      };
    },
  );
  web.post(
    `${AT}/acts`,
    {
      config: { may: 'information-requests.act' },
      schema: { summary: '办理转主动公开的一步', params: RequestId, body: ConversionBody, response: { 200: Acted } },
    },
    async (request) => {
      const { id } = request.params;
      const { body } = request;
      const doing = {
        matter: await matterById(kernel, id),
        actor: request.actor,
        at: kernel.now(),
        papers: null,
        seenSeq: body.seenSeq,
      };
      const { seq, to } =
        body.act === 'publish'
          ? await publishConversion(kernel, { ...doing, answer: body.answer, url: body.url })
          : await decideConversion(kernel, { ...doing, act: body.act, reason: body.reason });
      return { id, seq, state: to };
    },
  );
}
