import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Requester, requesterFault } from './domain.ts'

const self: Requester = {
  name: 'Trần Thị Diều',
  identity: '099 190 000 001',
  capacity: 'self',
  authority: '',
}

test('the applicant in person shows the paper that the dossier names, however it is spaced', () => {
  assert.equal(requesterFault(self, '099190000001'), undefined)
  assert.equal(requesterFault(self, null), undefined)
  assert.equal(requesterFault(self, '099190000002'), 'notTheApplicant')
})

test('somebody else brings an authority', () => {
  const other = { ...self, identity: 'B1234567', capacity: 'authorised' } as const
  assert.equal(requesterFault(other, '099190000001'), 'authorityNeeded')
  assert.equal(requesterFault({ ...other, authority: 'Giấy ủy quyền 12/2026' }, '099190000001'), undefined)
})

test('without a name and a number nobody asked', () => {
  assert.equal(requesterFault({ ...self, name: ' ' }, null), 'requesterNeeded')
  assert.equal(requesterFault({ ...self, identity: '12' }, null), 'requesterNeeded')
})
