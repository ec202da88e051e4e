import assert from 'node:assert/strict'
import { test } from 'node:test'
import { audit } from './audit.ts'
import { officers, proveAgain } from './office.ts'
import { assertNoTroubles, openStage, press, signInAs } from './stage.ts'

const stage = await openStage()
const leader = await stage.person(officers.leader)

test('a leader adds a passkey and prints recovery codes with it', async () => {
  const device = await leader.context().newCDPSession(leader)
  await device.send('WebAuthn.enable')
  await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await leader.goto('/tai-khoan/yeu-to')
  await audit(leader)
  await leader.getByRole('radio', { name: 'Khóa truy cập' }).check()
  await leader.getByLabel('Đặt tên để nhận ra').fill('Máy ở cơ quan')
  await press(leader.getByRole('button', { name: 'Tiếp tục' }))
  await audit(leader)
  await proveAgain(leader)
  await audit(leader)
  await press(leader.getByRole('button', { name: 'Tạo khóa trên thiết bị này' }))
  assert.match(await leader.getByRole('table').innerText(), /Máy ở cơ quan/)

  // In a new session, so that the proof is asked for again.
  await leader.context().clearCookies({ name: 'phien' })
  await leader.goto('/dang-nhap')
  await signInAs(leader, officers.leader)
  await leader.goto('/tai-khoan/yeu-to')
  await press(leader.getByRole('button', { name: 'Tạo mã khôi phục mới' }))
  await audit(leader)
  await press(leader.getByRole('button', { name: 'Xác minh bằng khóa truy cập' }))
  assert.equal(await leader.getByRole('main').locator('code').count(), 10)
  await audit(leader)
})

test('nothing is asked of other servers and no script fails', () => assertNoTroubles(stage))
