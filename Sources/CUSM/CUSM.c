// The functions of one hash each are deprecated in favour of EVP, which takes five times as long for a short message.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "CUSM.h"

#include <openssl/crypto.h>
#include <openssl/des.h>
#include <openssl/md5.h>
#include <openssl/sha.h>
#include <string.h>

typedef union {
    MD5_CTX md5;
    SHA_CTX sha1;
    SHA256_CTX sha256;
    SHA512_CTX sha512;
} context;

static size_t digest_length(int hash) {
    switch (hash) {
    case CUSM_MD5: return MD5_DIGEST_LENGTH;
    case CUSM_SHA1: return SHA_DIGEST_LENGTH;
    case CUSM_SHA224: return SHA224_DIGEST_LENGTH;
    case CUSM_SHA256: return SHA256_DIGEST_LENGTH;
    case CUSM_SHA384: return SHA384_DIGEST_LENGTH;
    default: return SHA512_DIGEST_LENGTH;
    }
}

static size_t block_length(int hash) { return hash >= CUSM_SHA384 ? 128 : 64; }

static void start(context *c, int hash) {
    switch (hash) {
    case CUSM_MD5: MD5_Init(&c->md5); break;
    case CUSM_SHA1: SHA1_Init(&c->sha1); break;
    case CUSM_SHA224: SHA224_Init(&c->sha256); break;
    case CUSM_SHA256: SHA256_Init(&c->sha256); break;
    case CUSM_SHA384: SHA384_Init(&c->sha512); break;
    default: SHA512_Init(&c->sha512); break;
    }
}

static void add(context *c, int hash, const void *bytes, size_t length) {
    switch (hash) {
    case CUSM_MD5: MD5_Update(&c->md5, bytes, length); break;
    case CUSM_SHA1: SHA1_Update(&c->sha1, bytes, length); break;
    case CUSM_SHA224:
    case CUSM_SHA256: SHA256_Update(&c->sha256, bytes, length); break;
    default: SHA512_Update(&c->sha512, bytes, length); break;
    }
}

static void finish(context *c, int hash, uint8_t *digest) {
    switch (hash) {
    case CUSM_MD5: MD5_Final(digest, &c->md5); break;
    case CUSM_SHA1: SHA1_Final(digest, &c->sha1); break;
    case CUSM_SHA224:
    case CUSM_SHA256: SHA256_Final(digest, &c->sha256); break;
    default: SHA512_Final(digest, &c->sha512); break;
    }
}

// The state of a hash that has taken exactly one block.
static void save(const context *c, int hash, cusm_state *state) {
    memset(state, 0, sizeof *state);
    switch (hash) {
    case CUSM_MD5: {
        const uint32_t words[4] = {c->md5.A, c->md5.B, c->md5.C, c->md5.D};
        memcpy(state, words, sizeof words);
        break;
    }
    case CUSM_SHA1: {
        const uint32_t words[5] = {c->sha1.h0, c->sha1.h1, c->sha1.h2, c->sha1.h3, c->sha1.h4};
        memcpy(state, words, sizeof words);
        break;
    }
    case CUSM_SHA224:
    case CUSM_SHA256: memcpy(state, c->sha256.h, sizeof c->sha256.h); break;
    default: memcpy(state, c->sha512.h, sizeof c->sha512.h); break;
    }
}

static void resume(context *c, int hash, const cusm_state *state) {
    switch (hash) {
    case CUSM_MD5: {
        uint32_t words[4];
        memcpy(words, state, sizeof words);
        c->md5.A = words[0];
        c->md5.B = words[1];
        c->md5.C = words[2];
        c->md5.D = words[3];
        c->md5.Nl = 512;
        c->md5.Nh = 0;
        c->md5.num = 0;
        break;
    }
    case CUSM_SHA1: {
        uint32_t words[5];
        memcpy(words, state, sizeof words);
        c->sha1.h0 = words[0];
        c->sha1.h1 = words[1];
        c->sha1.h2 = words[2];
        c->sha1.h3 = words[3];
        c->sha1.h4 = words[4];
        c->sha1.Nl = 512;
        c->sha1.Nh = 0;
        c->sha1.num = 0;
        break;
    }
    case CUSM_SHA224:
    case CUSM_SHA256:
        memcpy(c->sha256.h, state, sizeof c->sha256.h);
        c->sha256.Nl = 512;
        c->sha256.Nh = 0;
        c->sha256.num = 0;
        c->sha256.md_len = (unsigned)digest_length(hash);
        break;
    default:
        memcpy(c->sha512.h, state, sizeof c->sha512.h);
        c->sha512.Nl = 1024;
        c->sha512.Nh = 0;
        c->sha512.num = 0;
        c->sha512.md_len = (unsigned)digest_length(hash);
        break;
    }
}

enum { CHUNK = 4096 };

void cusm_master_key(int hash, const uint8_t *passphrase, size_t length, uint8_t *key) {
    static const uint8_t nothing = 0;
    if (length == 0) {
        passphrase = &nothing;
        length = 1;
    }
    context c;
    start(&c, hash);
    // The passphrase over and over, as long as a chunk from any of its bytes on. One that is longer than a chunk is read as it
    // is, piece by piece.
    uint8_t pattern[2 * CHUNK];
    if (length <= CHUNK) {
        for (size_t i = 0; i < sizeof pattern; ++i) pattern[i] = passphrase[i % length];
    }
    size_t position = 0;
    for (size_t left = 1048576; left > 0;) {
        size_t size = left < CHUNK ? left : CHUNK;
        if (length > CHUNK && size > length - position) size = length - position;
        add(&c, hash, (length <= CHUNK ? pattern : passphrase) + position, size);
        position = (position + size) % length;
        left -= size;
    }
    finish(&c, hash, key);
    OPENSSL_cleanse(pattern, sizeof pattern);
}

void cusm_localize(int hash, const uint8_t *key, const uint8_t *engine, size_t length, uint8_t *localized) {
    context c;
    start(&c, hash);
    add(&c, hash, key, digest_length(hash));
    add(&c, hash, engine, length);
    add(&c, hash, key, digest_length(hash));
    finish(&c, hash, localized);
}

void cusm_digest(int hash, const uint8_t *bytes, size_t length, uint8_t *digest) {
    context c;
    start(&c, hash);
    add(&c, hash, bytes, length);
    finish(&c, hash, digest);
}

static void pad(int hash, const uint8_t *key, size_t length, uint8_t mask, cusm_state *state) {
    uint8_t block[128];
    memset(block, mask, sizeof block);
    for (size_t i = 0; i < length && i < block_length(hash); ++i) block[i] ^= key[i];
    context c;
    start(&c, hash);
    add(&c, hash, block, block_length(hash));
    save(&c, hash, state);
    OPENSSL_cleanse(block, sizeof block);
}

void cusm_set_mac_key(cusm_keys *keys, const uint8_t *key, size_t length) {
    pad(keys->hash, key, length, 0x36, &keys->inner);
    pad(keys->hash, key, length, 0x5C, &keys->outer);
}

void cusm_mac(const cusm_keys *keys, const uint8_t *bytes, size_t length, uint8_t *mac) {
    context c;
    resume(&c, keys->hash, &keys->inner);
    add(&c, keys->hash, bytes, length);
    finish(&c, keys->hash, mac);
    resume(&c, keys->hash, &keys->outer);
    add(&c, keys->hash, mac, digest_length(keys->hash));
    finish(&c, keys->hash, mac);
}

static int crypt_des(const cusm_keys *keys, const uint8_t *vector, uint8_t *bytes, size_t length, int encrypt) {
    if (length % 8 != 0) return 0;
    DES_key_schedule schedule;
    DES_cblock key, iv;
    memcpy(key, keys->cipher_key, sizeof key);
    memcpy(iv, vector, sizeof iv);
    DES_set_key_unchecked(&key, &schedule);
    DES_ncbc_encrypt(bytes, bytes, (long)length, &schedule, &iv, encrypt);
    return 1;
}

int cusm_crypt(const cusm_keys *keys, const uint8_t *vector, uint8_t *bytes, size_t length, int encrypt) {
    if (length > 0x7FFFFFFF) return 0;
    switch (keys->cipher) {
    case CUSM_AES:
        return cusm_aes_is_native() ? cusm_aes_native(keys, vector, bytes, length, encrypt)
                                    : cusm_aes_portable(keys, vector, bytes, length, encrypt);
    case CUSM_DES: return crypt_des(keys, vector, bytes, length, encrypt);
    default: return 0;
    }
}

int cusm_equal(const uint8_t *left, const uint8_t *right, size_t length) {
    return CRYPTO_memcmp(left, right, length) == 0;
}
