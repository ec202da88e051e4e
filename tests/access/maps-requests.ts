/** How the routes of the map are asked. */

import type { Ask } from './questions.ts'

export const mapAsks: Readonly<Record<string, Ask>> = {
  'GET /ban-do/noi/:code': { path: ({ relation }) => ({ code: relation === 'there' ? '991' : '998' }) },
  'GET /ban-do/o/:layer/:z/:x/:y': {
    path: ({ relation }) => ({ layer: relation === 'there' ? 'nen' : 'khong-co', z: '0', x: '0', y: '0' }),
  },
}
