// The benchmark's rules by hand over simdjson On-Demand: what martlet is measured against.
//
//     scan FILE|- [THREADS]     prints {"events": N, "rules": {"pod_exec": N, ...}}
//
// Written to be fast. A first look at an event reads only stage, verb, user and objectRef, in raw
// form, and most events end there; simdjson then walks over the rest of the line. The few that
// may match are rewound and read with care. Comparisons are exact, not case-insensitive as
// Sigma's, and nothing is written for a match: both favour this program.

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "simdjson.h"

using namespace simdjson;
using namespace std::string_view_literals;

namespace {

enum Rule {
    podExec,
    podShell,
    clusterAdminBinding,
    privilegedContainer,
    sensitiveHostPath,
    hostNetwork,
    secretsListedEverywhere,
    podInSystemNamespace,
    daemonSetCreated,
    anonymousAllowed,
    serviceAccountToken,
    admissionWebhookChanged,
    ruleCount
};

constexpr std::array<const char *, ruleCount> ruleNames = {
    "pod_exec",
    "pod_shell",
    "cluster_admin_binding",
    "privileged_container",
    "sensitive_host_path",
    "host_network",
    "secrets_listed_everywhere",
    "pod_in_system_namespace",
    "daemonset_created",
    "anonymous_allowed",
    "service_account_token",
    "admission_webhook_changed",
};

struct Counts {
    size_t events = 0;
    std::array<size_t, ruleCount> matches{};
};

[[noreturn]] void fail(const char *what, const char *why) {
    std::fprintf(stderr, "scan: %s: %s\n", what, why);
    std::exit(3);
}

template <typename... Options>
bool isOneOf(std::string_view text, Options... options) {
    return ((text == std::string_view(options)) || ...);
}

bool startsWith(std::string_view text, std::string_view prefix) {
    return text.substr(0, prefix.size()) == prefix;
}

bool endsWith(std::string_view text, std::string_view suffix) {
    return text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix;
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// The content of a string token as it stands in the input; what the rules look for in these
// fields holds nothing that JSON has to escape.
simdjson_inline std::string_view rawText(ondemand::value value) {
    std::string_view token = value.raw_json_token();
    if (token.empty() || token[0] != '"') return {};
    token.remove_prefix(1);
    return token.substr(0, token.find('"'));
}

// A string, its escapes resolved; empty where it is absent or no string.
template <typename Value>
std::string_view text(Value &&value) {
    std::string_view result;
    return value.get_string().get(result) ? std::string_view() : result;
}

std::optional<std::string_view> optionalText(simdjson_result<ondemand::value> value) {
    std::string_view result;
    if (value.get_string().get(result)) return std::nullopt;
    return result;
}

bool isWorkload(std::string_view resource) {
    return isOneOf(
        resource, "pods", "deployments", "daemonsets", "statefulsets", "replicasets", "jobs"
    );
}

// 10.0.0.0/8 and 172.16.0.0/12.
bool isInClusterNetwork(std::string_view address) {
    unsigned a, b, c, d;
    char tail;
    std::string copy(address);
    if (std::sscanf(copy.c_str(), "%u.%u.%u.%u%c", &a, &b, &c, &d, &tail) != 4) return false;
    if (a > 255 || b > 255 || c > 255 || d > 255) return false;
    return a == 10 || (a == 172 && b >= 16 && b <= 31);
}

// ^/($|etc|root|proc|var/(run|lib/kubelet)($|/))
bool isSensitivePath(std::string_view path) {
    if (path == "/") return true;
    if (startsWith(path, "/etc") || startsWith(path, "/root") || startsWith(path, "/proc")) {
        return true;
    }
    for (std::string_view directory : {"/var/run"sv, "/var/lib/kubelet"sv}) {
        if (!startsWith(path, directory)) continue;
        path.remove_prefix(directory.size());
        return path.empty() || path[0] == '/';
    }
    return false;
}

// What a pod specification has that a rule asks for.
struct PodSpec {
    bool isPrivileged = false;
    bool hasSensitivePath = false;
    bool hasHostNetwork = false;

    // Reads `spec`, and the `spec.template.spec` of a workload inside it.
    void read(ondemand::object spec) {
        for (auto field : spec) {
            std::string_view key = field.escaped_key();
            ondemand::value value = field.value();
            if (key == "containers") {
                readContainers(value);
            } else if (key == "volumes") {
                readVolumes(value);
            } else if (key == "hostNetwork") {
                bool isSet;
                hasHostNetwork |= !value.get_bool().get(isSet) && isSet;
            } else if (key == "template") {
                ondemand::object inner;
                if (!value["spec"].get_object().get(inner)) read(inner);
            }
        }
    }

  private:
    void readContainers(ondemand::value value) {
        ondemand::array containers;
        if (value.get_array().get(containers)) return;
        for (auto container : containers) {
            bool isSet;
            isPrivileged |=
                !container["securityContext"]["privileged"].get_bool().get(isSet) && isSet;
        }
    }

    void readVolumes(ondemand::value value) {
        ondemand::array volumes;
        if (value.get_array().get(volumes)) return;
        for (auto volume : volumes) {
            hasSensitivePath |= isSensitivePath(text(volume["hostPath"]["path"]));
        }
    }
};

// Everything about an event that some rule reads.
struct Event {
    std::string_view stage, verb, user, resource, requestURI, userAgent, decision, roleName;
    std::optional<std::string_view> subresource, spaceName;
    std::vector<std::string> addresses;
    int64_t code = 0;
    PodSpec pod;

    explicit Event(ondemand::object object) {
        for (auto field : object) {
            std::string_view key = field.escaped_key();
            ondemand::value value = field.value();
            if (key == "stage") {
                stage = text(value);
            } else if (key == "verb") {
                verb = text(value);
            } else if (key == "requestURI") {
                requestURI = text(value);
            } else if (key == "userAgent") {
                userAgent = text(value);
            } else if (key == "user") {
                user = text(value["username"]);
            } else if (key == "objectRef") {
                resource = text(value["resource"]);
                spaceName = optionalText(value["namespace"]);
                subresource = optionalText(value["subresource"]);
            } else if (key == "responseStatus") {
                if (value["code"].get_int64().get(code)) code = 0;
            } else if (key == "annotations") {
                decision = text(value["authorization.k8s.io/decision"]);
            } else if (key == "sourceIPs") {
                for (auto address : value.get_array()) addresses.emplace_back(text(address));
            } else if (key == "requestObject") {
                readBody(value);
            }
        }
    }

    void count(Counts &counts) const {
        auto &matches = counts.matches;
        bool isComplete = stage == "ResponseComplete";
        bool isSystem = startsWith(user, "system:serviceaccount:kube-system:");
        bool isWrite = isComplete && isOneOf(verb, "create", "update", "patch");
        if (stage == "ResponseStarted" && resource == "pods" && subresource) {
            matches[podExec] += isOneOf(*subresource, "exec", "attach");
            matches[podShell] += *subresource == "exec" && isOneOf(verb, "create", "get")
                && isShell(requestURI);
        }
        if (isWrite && isOneOf(resource, "clusterrolebindings", "rolebindings")) {
            matches[clusterAdminBinding] += roleName == "cluster-admin";
        }
        if (isWrite && isWorkload(resource) && !subresource && !isSystem) {
            matches[privilegedContainer] += pod.isPrivileged;
            matches[sensitiveHostPath] += pod.hasSensitivePath;
            matches[hostNetwork] += pod.hasHostNetwork;
        }
        if (isComplete && verb == "list" && resource == "secrets") {
            matches[secretsListedEverywhere] += code == 200 && !spaceName
                && !isOneOf(user, "system:apiserver", "system:kube-controller-manager");
        }
        if (isComplete && verb == "create") {
            bool isNode = startsWith(user, "system:node:");
            matches[podInSystemNamespace] += resource == "pods" && !subresource && code == 201
                && spaceName && isOneOf(*spaceName, "kube-system", "kube-public") && !isNode
                && !isSystem;
            matches[daemonSetCreated] += resource == "daemonsets" && !startsWith(user, "system:");
            matches[serviceAccountToken] += resource == "serviceaccounts" && subresource == "token"
                && !isNode && !isSystem && !startsWith(user, "system:kube-controller-manager");
        }
        if (user == "system:anonymous" && decision == "allow") {
            bool isProbe = startsWith(requestURI, "/healthz") || startsWith(requestURI, "/livez")
                || startsWith(requestURI, "/readyz") || startsWith(requestURI, "/version");
            matches[anonymousAllowed] += !isProbe && !startsWith(userAgent, "kube-probe/");
        }
        if ((isWrite || (isComplete && verb == "delete"))
            && endsWith(resource, "webhookconfigurations")) {
            bool isInside = false;
            for (const auto &address : addresses) isInside |= isInClusterNetwork(address);
            matches[admissionWebhookChanged] += !isInside;
        }
    }

  private:
    void readBody(ondemand::value value) {
        ondemand::object body;
        if (value.get_object().get(body)) return;
        for (auto field : body) {
            std::string_view key = field.escaped_key();
            ondemand::object member;
            if (key == "spec") {
                if (!field.value().get_object().get(member)) pod.read(member);
            } else if (key == "roleRef") {
                roleName = text(field.value()["name"]);
            }
        }
    }

    static bool isShell(std::string_view uri) {
        return contains(uri, "command=sh") || contains(uri, "command=bash")
            || contains(uri, "command=%2Fbin%2Fsh") || contains(uri, "command=%2Fbin%2Fbash")
            || contains(uri, "command=%2Fbin%2Fash");
    }
};

// The first look at an event: may any rule match? Keys may come in any order; in the usual one
// the answer is known after objectRef.
simdjson_inline bool mayMatch(ondemand::object &object) {
    std::string_view stage, verb, user, resource;
    bool hasSubresource = false;
    int missing = 4;
    for (auto field : object) {
        std::string_view key = field.escaped_key();
        switch (key.size()) {
        case 4:
            if (key == "verb") {
                verb = rawText(field.value());
                missing--;
            } else if (key == "user") {
                user = rawText(field.value()["username"]);
                // Only anonymous callers are of interest whatever they ask for.
                if (user == "system:anonymous") return true;
                missing--;
            }
            break;
        case 5:
            if (key == "stage") {
                stage = rawText(field.value());
                if (stage == "RequestReceived") {
                    // Only the rule about anonymous callers is for this stage.
                    verb = {};
                }
                missing--;
            }
            break;
        case 9:
            if (key == "objectRef") {
                for (auto member : field.value().get_object()) {
                    std::string_view name = member.escaped_key();
                    if (name == "resource") {
                        resource = rawText(member.value());
                    } else if (name == "subresource") {
                        hasSubresource = true;
                    }
                }
                missing--;
            }
            break;
        default:
            break;
        }
        if (missing == 0) break;
    }
    if (stage == "ResponseStarted") return resource == "pods" && hasSubresource;
    if (stage != "ResponseComplete") return false;
    switch (verb.empty() ? 0 : verb[0]) {
    case 'c':
        if (resource == "serviceaccounts") return hasSubresource;
        [[fallthrough]];
    case 'u':
    case 'p':
    case 'd':
        return (!hasSubresource && isWorkload(resource)) || endsWith(resource, "rolebindings")
            || endsWith(resource, "webhookconfigurations");
    case 'l':
        return resource == "secrets";
    default:
        return false;
    }
}

// Whole lines in, counts out.
void scan(ondemand::parser &parser, const char *lines, size_t length, Counts &counts) {
    if (length == 0) return;
    ondemand::document_stream events;
    if (auto error = parser.iterate_many(lines, length, length + 1).get(events)) {
        fail("input", error_message(error));
    }
    for (auto event : events) {
        ondemand::object object;
        if (auto error = event.get_object().get(object)) fail("event", error_message(error));
        counts.events++;
        if (mayMatch(object)) {
            object.reset().value_unsafe();
            Event(object).count(counts);
        }
    }
}

// Reads a descriptor in chunks, from `offset` up to `end` or, for a pipe, to its end.
class Worker {
  public:
    Counts counts;

    Worker(int descriptor, bool isFile, off_t begin, off_t end)
        : descriptor(descriptor), isFile(isFile), offset(begin), end(end) {
        parser.threaded = false;
    }

    void run() {
        size_t held = 0;
        for (;;) {
            if (held + chunkSize + SIMDJSON_PADDING > capacity) grow(held);
            size_t got = read(buffer.get() + held);
            size_t filled = held + got;
            if (got == 0) {
                scan(parser, buffer.get(), filled, counts);
                return;
            }
            const void *last = memrchr(buffer.get(), '\n', filled);
            size_t whole = last ? static_cast<const char *>(last) - buffer.get() + 1 : 0;
            scan(parser, buffer.get(), whole, counts);
            held = filled - whole;
            std::memmove(buffer.get(), buffer.get() + whole, held);
        }
    }

  private:
    static constexpr size_t chunkSize = 512 * 1024;

    ondemand::parser parser;
    std::unique_ptr<char[]> buffer;
    size_t capacity = 0;
    int descriptor;
    bool isFile;
    off_t offset, end;

    void grow(size_t held) {
        capacity = 2 * (held + chunkSize) + SIMDJSON_PADDING;
        auto larger = std::make_unique<char[]>(capacity);
        if (held) std::memcpy(larger.get(), buffer.get(), held);
        buffer = std::move(larger);
    }

    size_t read(char *into) {
        size_t wanted = chunkSize;
        if (isFile) wanted = std::min(wanted, static_cast<size_t>(end - offset));
        size_t done = 0;
        while (done < wanted) {
            ssize_t got = isFile ? pread(descriptor, into + done, wanted - done, offset)
                                 : ::read(descriptor, into + done, wanted - done);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) fail("read", std::strerror(errno));
            if (got == 0) break;
            done += got;
            offset += got;
        }
        return done;
    }
};

// The first position from `offset` on where a line begins.
off_t lineStart(int descriptor, off_t offset, off_t size) {
    if (offset == 0) return 0;
    char byte;
    for (offset--; offset < size; offset++) {
        if (pread(descriptor, &byte, 1, offset) != 1) fail("read", std::strerror(errno));
        if (byte == '\n') return offset + 1;
    }
    return size;
}

}  // namespace

int main(int argc, char **argv) {
    if (argc < 2) fail("usage", "scan FILE|- [THREADS]");
    bool isPipe = std::string_view(argv[1]) == "-";
    int threadCount = argc > 2 ? std::atoi(argv[2]) : 1;
    int descriptor = isPipe ? STDIN_FILENO : open(argv[1], O_RDONLY);
    if (descriptor < 0) fail(argv[1], std::strerror(errno));

    std::vector<std::unique_ptr<Worker>> workers;
    if (isPipe) {
        workers.push_back(std::make_unique<Worker>(descriptor, false, 0, 0));
    } else {
        struct stat status;
        if (fstat(descriptor, &status)) fail(argv[1], std::strerror(errno));
        off_t begin = 0;
        for (int index = 1; index <= threadCount; index++) {
            off_t end = lineStart(descriptor, status.st_size / threadCount * index, status.st_size);
            if (index == threadCount) end = status.st_size;
            workers.push_back(std::make_unique<Worker>(descriptor, true, begin, end));
            begin = end;
        }
    }
    std::vector<std::thread> threads;
    for (size_t index = 1; index < workers.size(); index++) {
        threads.emplace_back([&, index] { workers[index]->run(); });
    }
    workers[0]->run();
    for (auto &thread : threads) thread.join();

    Counts total;
    for (const auto &worker : workers) {
        total.events += worker->counts.events;
        for (int rule = 0; rule < ruleCount; rule++) {
            total.matches[rule] += worker->counts.matches[rule];
        }
    }
    std::printf("{\"events\": %zu, \"rules\": {", total.events);
    for (int rule = 0; rule < ruleCount; rule++) {
        std::printf("%s\"%s\": %zu", rule ? ", " : "", ruleNames[rule], total.matches[rule]);
    }
    std::printf("}}\n");
}
