/** Whether the systems of others answer, and nothing waits for a person. */

import { type AnyConnector, systemKeys } from '#kernel/connectors.ts'
import { read } from '#kernel/db.ts'
import { degraded, type HealthCheck, well } from '#kernel/health.ts'
import { findBreakers } from '../asking/store.ts'
import { findParkedMessages } from '../outbox/store.ts'

/** Another system being away is worse for us, and never so bad that nobody can submit. */
export const systemsCheck = (connectors: readonly AnyConnector[]): HealthCheck => ({
  name: 'exchange.systems',
  title: { vi: 'Kết nối với hệ thống khác', en: 'Other systems' },
  noticed: {
    vi: 'Một số bước phải chờ hệ thống của cơ quan khác; vẫn nộp được hồ sơ',
    en: 'Some steps wait for the systems of others; dossiers are taken',
  },
  remedy: {
    vi: 'Mở trang kết nối: hệ thống nào ngắt thì gọi đơn vị vận hành bên đó; tin bị giữ lại thì sửa rồi gửi tiếp.',
    en: 'On the page of connections: call the operator of what is away; mend and send what was parked.',
  },
  async look(context) {
    const [breakers, parked] = await read(context, async (tx) => [
      await findBreakers(tx),
      await findParkedMessages(tx),
    ])
    const away = connectors.filter((connector) =>
      systemKeys(connector).some((key) => breakers.get(key)?.openedAt),
    )
    const names = (language: 'vi' | 'en') => away.map(({ system }) => system[language]).join(', ')
    if (away.length > 0) return degraded(`Không trả lời: ${names('vi')}`, `Away: ${names('en')}`)
    if (parked.length > 0)
      return degraded(`${parked.length} tin bị giữ lại chờ người xử lý`, `${parked.length} parked messages`)
    return well
  },
})
