#pragma once

#include <stddef.h>
#include <stdint.h>

// The cryptography of SNMP's user-based security model over libcrypto. Nothing here allocates but the cipher contexts, which
// each thread makes once and keeps.

enum {
    CUSM_NONE = 0,
    CUSM_MD5 = 1,
    CUSM_SHA1 = 2,
    CUSM_SHA224 = 3,
    CUSM_SHA256 = 4,
    CUSM_SHA384 = 5,
    CUSM_SHA512 = 6,
};

enum {
    CUSM_DES = 1,
    CUSM_AES = 2,
};

/// A hash function's chaining value after one block.
typedef struct {
    uint64_t words[8];
} cusm_state;

/// What a message needs: the states of HMAC after its inner and outer pads, and the cipher's key.
typedef struct {
    cusm_state inner;
    cusm_state outer;
    uint8_t cipher_key[32];
    uint8_t hash;
    uint8_t cipher;
    uint8_t cipher_key_length;
    uint8_t mac_length;
} cusm_keys;

/// RFC 3414 A.2: the digest of a mebibyte of the passphrase, repeated.
void cusm_master_key(int hash, const uint8_t *passphrase, size_t length, uint8_t *key);

/// RFC 3414 §2.6: the digest of key, engine identifier and key again.
void cusm_localize(int hash, const uint8_t *key, const uint8_t *engine, size_t length, uint8_t *localized);

/// The plain digest.
void cusm_digest(int hash, const uint8_t *bytes, size_t length, uint8_t *digest);

/// Takes an HMAC key of at most one block.
void cusm_set_mac_key(cusm_keys *keys, const uint8_t *key, size_t length);

/// The whole HMAC, as long as the hash function's digest.
void cusm_mac(const cusm_keys *keys, const uint8_t *bytes, size_t length, uint8_t *mac);

/// Encrypts or decrypts in place: AES in CFB mode with 128 bits, or DES in CBC mode, whose length must be a multiple of 8. The
/// vector has 16 bytes, or 8. Returns 0 if libcrypto refused.
int cusm_crypt(const cusm_keys *keys, const uint8_t *vector, uint8_t *bytes, size_t length, int encrypt);

/// AES as ``cusm_crypt`` does it where the processor has instructions for it. ``cusm_aes_portable`` does the same with libcrypto.
int cusm_aes_native(const cusm_keys *keys, const uint8_t *vector, uint8_t *bytes, size_t length, int encrypt);
int cusm_aes_portable(const cusm_keys *keys, const uint8_t *vector, uint8_t *bytes, size_t length, int encrypt);
int cusm_aes_is_native(void);

/// Whether the bytes are the same, in a time that does not tell where they differ.
int cusm_equal(const uint8_t *left, const uint8_t *right, size_t length);
