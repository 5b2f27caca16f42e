import { z } from 'zod';
import { ItemList, ItemListQuery, ItemView, NewItemVersion, StoredVersion } from '../contract.ts';

const Code = z.object({ code: z.string() });

/** What the workbench asks of this module. */
export const listItems = {
  method: 'GET',
  path: '/api/service-items',
  query: ItemListQuery,
  response: ItemList,
} as const;
export const readItem = { method: 'GET', path: '/api/service-items/:code', params: Code, response: ItemView } as const;
export const putVersion = {
  method: 'POST',
  path: '/api/service-items/:code/versions',
  params: Code,
  body: NewItemVersion,
  response: StoredVersion,
} as const;
