import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differencesOf } from './domain.ts'

test('card and record differ only where both say something', () => {
  const record = { name: 'Trần Thị Diễu', birthDate: null, gender: 'female' }
  assert.deepEqual(
    differencesOf({ name: 'Trần Thị Diều', birthDate: '1990-03-02', gender: 'female' }, record),
    [{ fact: 'name', card: 'Trần Thị Diều', record: 'Trần Thị Diễu' }],
  )
})
