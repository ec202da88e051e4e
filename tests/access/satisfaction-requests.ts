/** How the routes of satisfaction are asked: the agency in the address, what it tells of a criterion, a device nobody enrolled. */

import { randomUUID } from 'node:crypto'
import { agency, entering } from './figure-requests.ts'
import type { Ask } from './questions.ts'

const device = () => ({ id: randomUUID(), key: 'k'.repeat(43) })

/** What an agency tells of criterion 8 for a quarter that is over. */
const petitions = {
  ky: 'quarter:2025-10-01',
  'tieu-chi': '8',
  'so-8-petitions': '1',
  'so-8-inTime': '1',
  'so-8-protracted': '0',
  'can-cu-8': 'Báo cáo số 1',
}

export const satisfactionAsks: Readonly<Record<string, Ask>> = {
  'GET /hai-long/:code': { path: agency },
  'GET /danh-gia/:token': { path: () => ({ token: 'k'.repeat(22) }) },
  'POST /danh-gia/:token': { path: () => ({ token: 'k'.repeat(22) }) },
  'GET /may-danh-gia/ghi-danh/:id/:key': { path: device },
  'POST /may-danh-gia/ghi-danh/:id/:key': { path: device },
  'POST /may-danh-gia': { body: () => ({ so: '12345678' }) },
  ...Object.fromEntries(
    ['', '/bm02.csv', '/bm01', '/bm01.csv', '/tu-cham'].map((screen) => [
      `GET /lam-viec/hai-long${screen}`,
      { query: entering },
    ]),
  ),
  'POST /lam-viec/hai-long/tu-cham': { body: (cell) => ({ ...entering(cell), ...petitions }) },
  'POST /lam-viec/hai-long/tham-dinh': { body: (cell) => ({ ...entering(cell), ...petitions }) },
  'POST /lam-viec/hai-long/phan-nan/:code': {
    path: ({ dossier }) => ({ code: dossier.code }),
    body: ({ dossier }) => ({ [`can-cu-${dossier.code}`]: 'Đã xem camera' }),
  },
  'POST /lam-viec/hai-long/may': { body: () => ({ ten: 'Máy cạnh quầy 3' }) },
  'POST /lam-viec/hai-long/may/:id/thoi': { path: ({ thing }) => ({ id: thing('kiosk') }) },
}
