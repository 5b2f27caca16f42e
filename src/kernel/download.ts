import type { FastifyReply } from 'fastify';
import { type Cells, csv } from './csv.ts';

/** Makes an answer a file that is saved under a name and kept by nobody on the way. */
export const download = (reply: FastifyReply, name: string, type: string): FastifyReply =>
  reply
    .type(type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'no-store');

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Rows as a table that spreadsheet programs open. */
export const downloadCsv = (reply: FastifyReply, name: string, rows: Cells): FastifyReply =>
  download(reply, name, 'text/csv; charset=utf-8').send(csv(rows));
