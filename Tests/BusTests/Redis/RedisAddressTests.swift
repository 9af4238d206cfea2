import Monitoring
import Testing

@testable import Bus

@Suite struct RedisAddressTests {
    @Test(
        arguments: [
            ("redis://redis:6379/0", "redis:6379", nil, nil, 0), ("redis://redis", "redis:6379", nil, nil, 0),
            ("redis://", "localhost:6379", nil, nil, 0), ("REDIS://10.0.0.1/", "10.0.0.1:6379", nil, nil, 0),
            ("redis://:s3cret@redis:6380/12", "redis:6380", nil, "s3cret", 12),
            ("redis://ops:p%40ss%2F@[fe80::1]:7000/1", "[fe80::1]:7000", "ops", "p@ss/", 1),
            ("redis://ops:a@b@redis", "redis:6379", "ops", "a@b", 0),
            ("redis://ops@redis", "redis:6379", "ops", nil, 0),
            ("redis://redis/0?socket_timeout=5&health_check_interval=30", "redis:6379", nil, nil, 0),
            ("redis://redis?db=4", "redis:6379", nil, nil, 4),
            ("unix:///run/redis/redis.sock?db=2", "/run/redis/redis.sock", nil, nil, 2),
            ("unix://ops:x@/run/redis.sock", "/run/redis.sock", "ops", "x", 0),
            ("redis+socket:///run/redis.sock?virtual_host=/3&password=x%26y", "/run/redis.sock", nil, "x&y", 3),
        ] as [(String, String, String?, String?, Int)])
    func `it reads what redis-py and Celery write`(
        url: String, place: String, user: String?, password: String?, database: Int
    ) throws {
        let address = try #require(try RedisAddress.parse(Secret(url)))
        #expect("\(address)" == place)
        #expect(address.user == user && address.password?.reveal() == password && address.database == database)
    }

    @Test func `rediss speaks TLS, with the files that it or the setting names`() throws {
        func tls(_ url: String) throws -> RedisTLS? { try RedisAddress.parse(Secret(url), authorities: "/ca.pem")?.tls }
        #expect(try tls("redis://redis") == nil && tls("unix:///run/redis.sock") == nil)
        #expect(try tls("rediss://redis:6380/0?ssl_cert_reqs=CERT_REQUIRED") == RedisTLS(authorities: "/ca.pem"))
        #expect(
            try tls("rediss://redis?ssl_ca_certs=/a&ssl_certfile=/b%20c&ssl_keyfile=/d")
                == RedisTLS(authorities: "/a", certificate: "/b c", privateKey: "/d"))
    }

    @Test func `Celery's broker in memory is the bus inside the process`() throws {
        #expect(try RedisAddress.parse(Secret("memory://")) == nil)
        #expect(try RedisAddress.parse(Secret("memory://localhost/")) == nil)
    }

    @Test(arguments: [
        ("amqp://guest:hunter2@rabbit:5672//", "the only broker Lapwing uses (amqp:// is none)"),
        ("sentinel://:hunter2@one:26379", "(sentinel:// is none)"), ("sqs://", "set REDIS_URL=memory://"),
        ("rediss://:hunter2@redis:6380/0?ssl_cert_reqs=CERT_NONE", "not to check the certificate"),
        ("rediss://:hunter2@redis/?ssl_check_hostname=false", "not to check the certificate"),
        ("redis:6379", "is not a URL"),
        ("hunter2", "is not a URL"), ("", "is not a URL"), ("redis://:hunter2/x@redis:6379/0", "Percent-encode"),
        ("redis://redis:0", "a port"), ("redis://redis:65536", "a port"), ("redis://redis/hunter2", "a database"),
        ("redis://redis/-1", "a database"), ("redis://redis/0?hunter=x", "“hunter”"),
        ("redis://:hunter2%@redis", "percent sign"), ("redis://[::1", "bracket"), ("unix://", "no socket"),
        ("redis://a;redis://:hunter2@b", "host name"), ("redis://one,two", "host name"),
        ("unix:///" + String(repeating: "x", count: 120), "too long"),
    ])
    func `what it cannot use is a sentence without a secret`(url: String, sentence: String) {
        #expect {
            try RedisAddress.parse(Secret(url))
        } throws: { error in
            let text = "\(error)"
            return text.contains(sentence) && !text.contains("hunter2")
        }
    }
}
