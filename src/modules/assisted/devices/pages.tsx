/** Máy của tổ: the list of devices, for their holders and for the commune. */

import { usePage, useTexts } from '#kernel/page.tsx'
import { formatDateTime } from '#kernel/text.ts'
import { type Column, Table } from '#ui/tables.tsx'
import type { Device } from '../domain.ts'
import { texts } from '../texts.ts'

/** `01, Điện thoại thôn 2` */
export const deviceName = ({ name, number }: Pick<Device, 'name' | 'number'>): string =>
  `${String(number).padStart(2, '0')}, ${name}`

type DeviceColumn = Column<Device>

type DeviceTableProps = {
  readonly devices: readonly Device[]
  /** What is told of a device after its name, and after its last contact. */
  readonly holder?: DeviceColumn | undefined
  readonly more: readonly DeviceColumn[]
}

export function DeviceTable({ devices, holder, more }: DeviceTableProps) {
  const t = useTexts(texts)
  const { language } = usePage()
  return (
    <Table
      caption={t.deviceList}
      isCaptionHidden
      rows={devices}
      rowKey={({ id }) => id}
      empty={t.noDevices}
      columns={[
        { key: 'name', label: t.device, isRowHead: true, cell: deviceName },
        ...(holder ? [holder] : []),
        { key: 'contact', label: t.contact, cell: ({ contactAt }) => formatDateTime(contactAt, language) },
        ...more,
      ]}
    />
  )
}
