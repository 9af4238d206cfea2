#include "CUSM.h"

#include <openssl/evp.h>
#include <pthread.h>
#include <string.h>

// Cipher contexts of this thread: 128, 192, 256 bits, to decrypt and to encrypt.
static _Thread_local EVP_CIPHER_CTX *contexts[3][2];
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t at_exit;

static void free_contexts(void *value) {
    EVP_CIPHER_CTX *(*mine)[2] = value;
    for (int i = 0; i < 3; ++i) {
        for (int j = 0; j < 2; ++j) {
            EVP_CIPHER_CTX_free(mine[i][j]);
            mine[i][j] = NULL;
        }
    }
}

static void make_key(void) { pthread_key_create(&at_exit, free_contexts); }

static EVP_CIPHER_CTX *aes_context(int size, int encrypt) {
    EVP_CIPHER_CTX **place = &contexts[size][encrypt];
    if (*place != NULL) return *place;
    pthread_once(&once, make_key);
    pthread_setspecific(at_exit, contexts);
    const EVP_CIPHER *cipher = size == 0 ? EVP_aes_128_cfb128() : size == 1 ? EVP_aes_192_cfb128() : EVP_aes_256_cfb128();
    EVP_CIPHER_CTX *made = EVP_CIPHER_CTX_new();
    if (made == NULL) return NULL;
    if (EVP_CipherInit_ex(made, cipher, NULL, NULL, NULL, encrypt) != 1) {
        EVP_CIPHER_CTX_free(made);
        return NULL;
    }
    *place = made;
    return made;
}

int cusm_aes_portable(const cusm_keys *keys, const uint8_t *vector, uint8_t *bytes, size_t length, int encrypt) {
    EVP_CIPHER_CTX *c = aes_context((keys->cipher_key_length - 16) / 8, encrypt);
    int written = 0;
    return c != NULL && EVP_CipherInit_ex(c, NULL, NULL, keys->cipher_key, vector, encrypt) == 1
        && EVP_CipherUpdate(c, bytes, &written, bytes, (int)length) == 1 && (size_t)written == length;
}

#if defined(__x86_64__)

#include <wmmintrin.h>

// To give libcrypto a key costs as much as to encrypt 200 bytes with it, and it decrypts CFB one block after the other though
// the blocks do not depend on each other. With the processor's own instructions a message takes a third of the time.

#define AES __attribute__((target("aes,sse2")))

int cusm_aes_is_native(void) { return __builtin_cpu_supports("aes"); }

AES static inline __m128i mix(__m128i key, __m128i assist) {
    key = _mm_xor_si128(key, _mm_slli_si128(key, 4));
    key = _mm_xor_si128(key, _mm_slli_si128(key, 4));
    key = _mm_xor_si128(key, _mm_slli_si128(key, 4));
    return _mm_xor_si128(key, assist);
}

// FIPS 197 §5.2; the round constants must be known when this is compiled.
#define NEXT_128(i, constant) \
    k[i] = mix(k[i - 1], _mm_shuffle_epi32(_mm_aeskeygenassist_si128(k[i - 1], constant), 0xFF))

AES static int expand_128(const uint8_t *key, __m128i *k) {
    k[0] = _mm_loadu_si128((const __m128i *)key);
    NEXT_128(1, 0x01);
    NEXT_128(2, 0x02);
    NEXT_128(3, 0x04);
    NEXT_128(4, 0x08);
    NEXT_128(5, 0x10);
    NEXT_128(6, 0x20);
    NEXT_128(7, 0x40);
    NEXT_128(8, 0x80);
    NEXT_128(9, 0x1B);
    NEXT_128(10, 0x36);
    return 10;
}

#define NEXT_256(i, constant) \
    k[i] = mix(k[i - 2], _mm_shuffle_epi32(_mm_aeskeygenassist_si128(k[i - 1], constant), 0xFF)); \
    k[i + 1] = mix(k[i - 1], _mm_shuffle_epi32(_mm_aeskeygenassist_si128(k[i], 0), 0xAA))

AES static int expand_256(const uint8_t *key, __m128i *k) {
    k[0] = _mm_loadu_si128((const __m128i *)key);
    k[1] = _mm_loadu_si128((const __m128i *)(key + 16));
    NEXT_256(2, 0x01);
    NEXT_256(4, 0x02);
    NEXT_256(6, 0x04);
    NEXT_256(8, 0x08);
    NEXT_256(10, 0x10);
    NEXT_256(12, 0x20);
    k[14] = mix(k[12], _mm_shuffle_epi32(_mm_aeskeygenassist_si128(k[13], 0x40), 0xFF));
    return 14;
}

// Six words at a time do not fill round keys evenly, so this one goes word by word.
AES static int expand_192(const uint8_t *key, __m128i *k) {
    uint32_t words[52];
    memcpy(words, key, 24);
    uint32_t constant = 1;
    for (int i = 6; i < 52; ++i) {
        uint32_t word = words[i - 1];
        if (i % 6 == 0) {
            // RotWord and SubWord of the highest word.
            const __m128i all = _mm_set1_epi32((int)word);
            word = (uint32_t)_mm_extract_epi16(_mm_aeskeygenassist_si128(all, 0), 2)
                | (uint32_t)_mm_extract_epi16(_mm_aeskeygenassist_si128(all, 0), 3) << 16;
            word ^= constant;
            constant = constant << 1;
        }
        words[i] = words[i - 6] ^ word;
    }
    memcpy(k, words, 13 * sizeof *k);
    return 12;
}

AES static inline __m128i encrypt_block(const __m128i *k, int rounds, __m128i block) {
    block = _mm_xor_si128(block, k[0]);
    for (int i = 1; i < rounds; ++i) block = _mm_aesenc_si128(block, k[i]);
    return _mm_aesenclast_si128(block, k[rounds]);
}

AES static inline void encrypt_four(const __m128i *k, int rounds, __m128i *b) {
    for (int j = 0; j < 4; ++j) b[j] = _mm_xor_si128(b[j], k[0]);
    for (int i = 1; i < rounds; ++i) {
        for (int j = 0; j < 4; ++j) b[j] = _mm_aesenc_si128(b[j], k[i]);
    }
    for (int j = 0; j < 4; ++j) b[j] = _mm_aesenclast_si128(b[j], k[rounds]);
}

AES int cusm_aes_native(const cusm_keys *keys, const uint8_t *vector, uint8_t *bytes, size_t length, int encrypt) {
    __m128i k[15];
    const int rounds = keys->cipher_key_length == 16 ? expand_128(keys->cipher_key, k)
        : keys->cipher_key_length == 24              ? expand_192(keys->cipher_key, k)
                                                     : expand_256(keys->cipher_key, k);
    __m128i last = _mm_loadu_si128((const __m128i *)vector);
    size_t i = 0;
    if (encrypt) {
        for (; i + 16 <= length; i += 16) {
            __m128i *place = (__m128i *)(bytes + i);
            last = _mm_xor_si128(encrypt_block(k, rounds, last), _mm_loadu_si128(place));
            _mm_storeu_si128(place, last);
        }
    } else {
        for (; i + 64 <= length; i += 64) {
            __m128i *place = (__m128i *)(bytes + i);
            __m128i text[4], stream[4];
            for (int j = 0; j < 4; ++j) text[j] = _mm_loadu_si128(place + j);
            stream[0] = last;
            for (int j = 1; j < 4; ++j) stream[j] = text[j - 1];
            last = text[3];
            encrypt_four(k, rounds, stream);
            for (int j = 0; j < 4; ++j) _mm_storeu_si128(place + j, _mm_xor_si128(stream[j], text[j]));
        }
        for (; i + 16 <= length; i += 16) {
            __m128i *place = (__m128i *)(bytes + i);
            const __m128i text = _mm_loadu_si128(place);
            _mm_storeu_si128(place, _mm_xor_si128(encrypt_block(k, rounds, last), text));
            last = text;
        }
    }
    if (i < length) {
        uint8_t stream[16];
        _mm_storeu_si128((__m128i *)stream, encrypt_block(k, rounds, last));
        for (size_t j = 0; i + j < length; ++j) bytes[i + j] ^= stream[j];
    }
    return 1;
}

#else

int cusm_aes_is_native(void) { return 0; }

int cusm_aes_native(const cusm_keys *keys, const uint8_t *vector, uint8_t *bytes, size_t length, int encrypt) {
    return cusm_aes_portable(keys, vector, bytes, length, encrypt);
}

#endif
