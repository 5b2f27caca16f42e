import type { FastifyReply } from 'fastify';

/** Makes an answer a file that is saved under a name and kept by nobody on the way. */
export const download = (reply: FastifyReply, name: string, type: string): FastifyReply =>
  reply
    .type(type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'no-store');

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
