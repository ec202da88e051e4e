import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { grewFrom, leafHash, rootOf } from './merkle.ts'
import {
  consistencyPath,
  edgeOf,
  grow,
  hashLeaf,
  inclusionPath,
  type Tile,
  type TileReader,
  treeRoot,
} from './merkle-tiles.ts'
import { naiveGrew, naiveIncludes, naivePath, naiveProof, naiveRoot } from './testing/naive-merkle.ts'

const hex = (text: string) => Buffer.from(text, 'hex')

/** A tree in memory: tiles by their address, grown as the database grows them. */
function treeOf() {
  const tiles = new Map<string, Buffer>()
  let size = 0
  const read: TileReader = async ({ level, index }) => tiles.get(`${level}/${index}`) ?? Buffer.alloc(0)
  return {
    read,
    tiles,
    async add(leaves: readonly Buffer[]) {
      const edge = await Promise.all(
        edgeOf(size).map(async ({ width, ...at }) => (width ? read(at) : Buffer.alloc(0))),
      )
      const changed: Tile[] = grow(size, edge, leaves)
      for (const { level, index, hashes } of changed) tiles.set(`${level}/${index}`, hashes)
      size += leaves.length
    },
  }
}

const entries = Array.from({ length: 300 }, (_, at) => Buffer.from(`lá ${at}`))

// The published vectors of the Certificate Transparency reference implementation (merkle_tree_test.cc).
const ctLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(hex)
const ctRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
].map(hex)
const ctPaths: readonly [index: number, size: number, path: readonly string[]][] = [
  [0, 1, []],
  [
    0,
    8,
    [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  ],
  [
    5,
    8,
    [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  ],
  [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
]

test('roots and paths are those that were published for Certificate Transparency', async () => {
  const tree = treeOf()
  await tree.add(ctLeaves.map(hashLeaf))
  for (const [size, root] of ctRoots.entries()) {
    assert.deepEqual(await treeRoot(tree.read, size), root)
    assert.deepEqual(naiveRoot(ctLeaves.slice(0, size)), root)
  }
  for (const [index, size, path] of ctPaths) {
    assert.deepEqual(
      (await inclusionPath(tree.read, index, size)).map((hash) => hash.toString('hex')),
      path,
    )
    const leaf = await leafHash(ctLeaves[index] as Buffer)
    assert.deepEqual(
      Buffer.from((await rootOf({ leaf, index, size, path: path.map(hex) })) ?? []),
      ctRoots[size],
    )
  }
})

test('a tree grown in any batches has the roots, paths and proofs of the recursive definition', async () => {
  for (const batches of [[300], [1, 254, 1, 1, 43], [255, 45], [256, 44], [7, 11, 282]]) {
    const tree = treeOf()
    let from = 0
    for (const count of batches) {
      await tree.add(entries.slice(from, from + count).map(hashLeaf))
      from += count
    }
    for (let size = 1; size <= 300; size += size < 18 || (size > 252 && size < 260) ? 1 : 21) {
      const root = naiveRoot(entries.slice(0, size))
      assert.deepEqual(await treeRoot(tree.read, size), root, `${size}`)
      for (const index of [0, 1, Math.floor(size / 2), size - 2, size - 1].filter(
        (one) => one >= 0 && one < size,
      )) {
        const path = await inclusionPath(tree.read, index, size)
        assert.deepEqual(path, naivePath(index, entries.slice(0, size)))
        const leaf = await leafHash(entries[index] as Buffer)
        assert.deepEqual(Buffer.from((await rootOf({ leaf, index, size, path })) ?? []), root)
      }
      for (const earlier of [0, 1, 2, Math.floor(size / 2), size - 1, size].filter(
        (one) => one >= 0 && one <= size,
      )) {
        const path = await consistencyPath(tree.read, earlier, size)
        if (earlier > 0)
          assert.deepEqual(path, naiveProof(earlier, entries.slice(0, size)), `${earlier} of ${size}`)
        const was = { size: earlier, root: naiveRoot(entries.slice(0, earlier)) }
        assert.ok(await grewFrom(was, { size, root }, path), `${earlier} of ${size}`)
      }
    }
  }
})

test('tiles of a tree beyond 65 536 leaves lead to the same root', async () => {
  const leaves = Array.from({ length: 66_000 }, (_, at) => hashLeaf(Buffer.from(String(at))))
  const tree = treeOf()
  for (let from = 0; from < leaves.length; from += 5_000) await tree.add(leaves.slice(from, from + 5_000))
  const root = await treeRoot(tree.read, leaves.length)
  for (const index of [0, 65_535, 65_536, 65_999]) {
    const path = await inclusionPath(tree.read, index, leaves.length)
    const reached = await rootOf({ leaf: leaves[index] as Buffer, index, size: leaves.length, path })
    assert.deepEqual(Buffer.from(reached ?? []), root)
  }
  assert.ok(
    await grewFrom(
      { size: 65_537, root: await treeRoot(tree.read, 65_537) },
      { size: 66_000, root },
      await consistencyPath(tree.read, 65_537, 66_000),
    ),
  )
})

test('both verifiers refuse the same proofs of three thousand that were tampered with', async () => {
  let accepted = 0
  const random = (below: number, seed: string) =>
    createHash('sha256').update(seed).digest().readUInt32BE() % below
  for (let turn = 0; turn < 3_000; turn++) {
    const draw = (below: number, what: string) => random(below, `${turn} ${what}`)
    const size = 1 + draw(40, 'size')
    const own = entries.slice(0, size)
    const earlier = draw(size + 1, 'earlier')
    const index = draw(size, 'index')
    const change = <T extends Buffer>(path: readonly T[]): Buffer[] => {
      const copy: Buffer[] = path.map((hash) => Buffer.from(hash))
      const at = draw(Math.max(1, copy.length), 'at')
      const kind = draw(5, 'kind')
      if (kind === 0 && copy[at])
        copy[at].writeUInt8(copy[at].readUInt8(draw(32, 'byte')) ^ 1, draw(32, 'byte'))
      if (kind === 1) copy.splice(at, 1)
      if (kind === 2) copy.push(Buffer.alloc(32, draw(256, 'fill')))
      if (kind === 3) copy.reverse()
      return copy
    }
    const [atIndex, atSize] = [
      index + (draw(4, 'shift') === 0 ? draw(3, 'by') : 0),
      size + (draw(4, 'grow') === 0 ? draw(3, 'more') : 0),
    ]
    const path = change(naivePath(index, own))
    const leaf = Buffer.from(await leafHash(own[index] as Buffer))
    const reached = await rootOf({ leaf, index: atIndex, size: atSize, path })
    const root = naiveRoot(own)
    const isIn = reached !== undefined && root.equals(reached)
    assert.equal(isIn, naiveIncludes(leaf, atIndex, atSize, path, root), `inclusion ${turn}`)
    const proof = change(naiveProof(earlier, own))
    const was = naiveRoot(entries.slice(0, earlier))
    const grew = await grewFrom({ size: earlier, root: was }, { size: atSize, root }, proof)
    assert.equal(grew, naiveGrew(earlier, atSize, was, root, proof), `consistency ${turn}`)
    accepted += Number(isIn) + Number(grew)
  }
  assert.ok(accepted > 300 && accepted < 4_500, `${accepted} accepted`)
})
