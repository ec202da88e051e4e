/**
 * `npm run build`: makes the programs that a start needs no more compiling for. `npm start` does it by itself when something changed;
 * where the code may not be written to, it is done once after each upgrade.
 */

import { prepare } from './build/prepared.mjs'

const folder = await prepare()
console.log(
  folder ? `Đã dựng: ${folder}` : 'Không ghi được vào .build; chương trình sẽ chạy thẳng từ mã nguồn.',
)
process.exitCode = folder ? 0 : 1
